/** What the deployment templates leave open beside the place: verification, load balancer, task files. */
import type { Yaml } from "../yaml";
import type { DeploymentSettings } from "./deploy";

/** How a new version is verified. */
export interface Verification {
  /** Harness durations after the first and, where there is one, the second phase. */
  readonly first: string;
  readonly second: string;
  /** Harness spells it in capitals. */
  readonly sensitivity: "LOW" | "MEDIUM" | "HIGH";
}

/** Listeners and rules of an Application Load Balancer that a blue-green deployment switches. */
export interface LoadBalancer {
  readonly loadBalancer: string;
  readonly prodListener: string;
  readonly prodListenerRuleArn: string;
  readonly stageListener: string;
  readonly stageListenerRuleArn: string;
}

/** Files of an ECS task, in the repository of the manifests. */
export interface TaskFiles {
  readonly connector: string;
  readonly repository: string;
  readonly branch: string;
  readonly taskDefinition: string;
  readonly runTaskRequest: string;
}

/** Inputs of a canary; Kubernetes ones have a second phase. */
export function canarySettings(
  { first, second, sensitivity }: Verification,
  phases: 1 | 2,
): DeploymentSettings {
  return {
    variables: {
      verify_first: first,
      ...(phases === 2 ? { verify_second: second } : {}),
      verify_sensitivity: sensitivity,
    },
  };
}

/** Inputs of a blue-green deployment; ECS ones switch a load balancer. */
export function blueGreenSettings(
  { first, sensitivity }: Verification,
  loadBalancer?: LoadBalancer,
): DeploymentSettings {
  const variables = { verify_first: first, verify_sensitivity: sensitivity };
  if (loadBalancer === undefined) return { variables };
  const stage: Yaml = {
    step: { identifier: "stage", type: "EcsBlueGreenCreateService", spec: { ...loadBalancer } },
  };
  return { variables, steps: [stage] };
}

/** Inputs of an ECS task that runs once. */
export function taskSettings({ connector, repository, branch, ...files }: TaskFiles): DeploymentSettings {
  const store = (path: string): Yaml => ({
    type: "Github",
    spec: { connectorRef: connector, paths: [path], repoName: repository, branch },
  });
  const step: Yaml = {
    step: {
      identifier: "run_task",
      type: "EcsRunTask",
      spec: {
        taskDefinition: store(files.taskDefinition),
        runTaskRequestDefinition: store(files.runTaskRequest),
      },
    },
  };
  return { steps: [step] };
}
