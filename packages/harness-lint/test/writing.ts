/** Ways to write the documents that deploy. */
import type { LintFile } from "../src";
import { scope } from "./pipelineText";

/** One step of a list that is indented so far; `spec` are the lines of its spec. */
export const step = (indent: number, type: string, identifier: string, ...spec: string[]): string => {
  const at = " ".repeat(indent);
  const inner = spec.length === 0 ? " {}\n" : `\n${spec.map((line) => `${at}      ${line}\n`).join("")}`;
  const head = `${at}- step:\n${at}    type: ${type}\n${at}    name: ${identifier}\n`;
  return `${head}${at}    identifier: ${identifier}\n${at}    timeout: 1h\n${at}    spec:${inner}`;
};

/** A template of version `v1`; `spec` is indented by four blanks. */
export const template = (name: string, type: string, spec: string): LintFile => ({
  path: `templates/${name}.yaml`,
  text: `template:\n  name: ${name}\n  identifier: ${name}\n${scope}  versionLabel: v1\n  type: ${type}\n  spec:\n${spec}`,
});

/** One element of such a list that links a template; `inputs` are the lines given to it. */
export const link = (
  indent: number,
  key: string,
  name: string,
  templateRef: string,
  ...inputs: string[]
): string => {
  const at = " ".repeat(indent);
  const given = inputs.length === 0 ? "" : `${at}      templateInputs:\n`;
  const lines = inputs.map((line) => `${at}        ${line}\n`).join("");
  return (
    `${at}- ${key}:\n${at}    name: ${name}\n${at}    identifier: ${name}\n${at}    template:\n` +
    `${at}      templateRef: ${templateRef}\n${at}      versionLabel: v1\n${given}${lines}`
  );
};

/** A deployment stage; both lists of steps are indented by eight blanks. */
export const stage = (deploymentType: string, steps: string, rollbackSteps: string): string =>
  `    type: Deployment
    when:
      pipelineStatus: Success
      condition: <+pipeline.variables.canary> == "true"
    spec:
      deploymentType: ${deploymentType}
      service:
        serviceRef: <+input>
        serviceInputs: <+input>
      environment:
        environmentRef: <+input>
        environmentInputs: <+input>
        serviceOverrideInputs: <+input>
        infrastructureDefinitions: <+input>
      execution:
        steps:
${steps}        rollbackSteps:
${rollbackSteps}    failureStrategies:
      - onFailure:
          errors: [AllErrors]
          action:
            type: StageRollback
`;

/** A verification; `more` are the lines of its inner spec. */
export const verify = (indent: number, kind: string, ...more: string[]): string =>
  step(
    indent,
    "Verify",
    "verify",
    `type: ${kind}`,
    "monitoredService:",
    "  type: Default",
    "  spec: {}",
    "spec:",
    ...more.map((line) => `  ${line}`),
  );

/** What a stage gives to the group that deploys a canary. */
export const percentage = (value: number): string[] => [
  "steps:",
  "  - step:",
  "      identifier: canary",
  "      type: K8sCanaryDeploy",
  "      spec:",
  "        instanceSelection:",
  "          type: Percentage",
  "          spec:",
  `            percentage: ${value}`,
];
