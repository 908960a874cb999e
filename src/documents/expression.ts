/**
 * Harness expressions as typed values. Only these are used, so that a misspelt one does not compile; Harness itself
 * accepts any text and fails when the pipeline runs.
 * Source of the names: developer.harness.io, "Built-in variables list".
 */

/** Text that Harness evaluates when the pipeline runs. */
export type Expression = `<+${string}>${string}`;

/** Left open by a template or a pipeline, given by whoever uses it. */
export const runtimeInput: Expression = "<+input>";

/** A runtime input that must match a regular expression as a whole. */
export function runtimeInputMatching(pattern: string): Expression {
  return `<+input>.regex(${pattern})`;
}

/** A variable of the running pipeline. */
export function pipelineVariable(name: "imageTag"): Expression {
  return `<+pipeline.variables.${name}>`;
}

/** Name of the environment the stage deploys to; here always the label, `int-stable`. */
export const environmentName: Expression = "<+env.name>";

/** Name of the Harness service the stage deploys. */
export const serviceName: Expression = "<+service.name>";

/**
 * Name of the infrastructure the stage deploys to; here always the region, `euw1`. Harness evaluates manifest paths
 * again when the deployment step starts, so the infrastructure is known by then although the service comes first.
 */
export const infrastructureName: Expression = "<+infra.name>";

/** Six characters that differ for every service, environment and infrastructure. */
export const infrastructureKey: Expression = "<+INFRA_KEY_SHORT_ID>";

/** A field of the JSON body that started the run. Inputs of a trigger may hold nothing else. */
export function triggerPayload(field: "service" | "imageTag"): Expression {
  return `<+trigger.payload.${field}>`;
}

/** Mail address of the person who gave an approval of an earlier stage. */
export function approverEmail(stage: string, step: string): Expression {
  return `<+pipeline.stages.${stage}.spec.execution.steps.${step}.output.approvalActivities[0].user.email>`;
}

/** The value of a secret, by its reference from where the expression stands: `account.x` or `x`. */
export function secretValue(reference: string): Expression {
  return `<+secrets.getValue("${reference}")>`;
}
