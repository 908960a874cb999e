/** What the deployment stages of all targets have in common. */
import { runtimeInput } from "../expression";
import type { StepEntry } from "../steps/step";
import type { Yaml, YamlMap } from "../yaml";
import { stageFrom, type StageHead, type StageTemplate } from "./template";

/** Rolls the stage back on any error. */
const rollBackOnError: Yaml = [{ onFailure: { errors: ["AllErrors"], action: { type: "StageRollback" } } }];

/**
 * A deployment stage that leaves open where it deploys what.
 * `deployToAll: false`: only the infrastructure that is named, never all of the environment.
 */
export function deploymentStage(
  deploymentType: "Kubernetes" | "ECS",
  steps: readonly StepEntry[],
  rollbackSteps: readonly StepEntry[],
): YamlMap {
  return {
    type: "Deployment",
    delegateSelectors: runtimeInput,
    spec: {
      deploymentType,
      service: { serviceRef: runtimeInput },
      environment: {
        environmentRef: runtimeInput,
        deployToAll: false,
        infrastructureDefinitions: runtimeInput,
      },
      execution: { steps, rollbackSteps },
    },
    failureStrategies: rollBackOnError,
    when: { pipelineStatus: "Success" },
  };
}

/** One deployment of a pipeline, by identifiers. */
export interface Deployment extends StageHead {
  readonly service: string;
  readonly environment: string;
  readonly infrastructure: string;
  /** All must match one delegate. */
  readonly delegateSelectors: readonly string[];
}

/** The stage of a pipeline that deploys to one infrastructure. */
export function deployStage(template: StageTemplate, deployment: Deployment): Yaml {
  return stageFrom(template, deployment, {
    type: "Deployment",
    delegateSelectors: deployment.delegateSelectors,
    spec: {
      service: { serviceRef: deployment.service },
      environment: {
        environmentRef: deployment.environment,
        infrastructureDefinitions: [{ identifier: deployment.infrastructure }],
      },
    },
  });
}
