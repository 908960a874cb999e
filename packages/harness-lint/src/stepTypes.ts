/** What is known of step types beside their names. */
import {
  buildSteps,
  deliverySteps,
  ecsSteps,
  flagsSteps,
  kubernetesSteps,
  othersSteps,
} from "./tables/stepTypes";

/** Kinds of deployment that steps are made for. */
export type Deployment = "Kubernetes" | "ECS";

const deployments: ReadonlyMap<string, Deployment> = new Map([
  ...kubernetesSteps.map((type) => [type, "Kubernetes"] as const),
  ...ecsSteps.map((type) => [type, "ECS"] as const),
]);

const builds: ReadonlySet<string> = new Set(buildSteps);

/** Steps whose machine ends with their stage, in builds and in groups that bring one. */
const contained: ReadonlySet<string> = new Set([
  ...buildSteps,
  ..."Run Background Plugin Action GitClone Bitrise Security".split(" "),
]);

/** Every type. */
export const stepTypes: ReadonlySet<string> = new Set([
  ...kubernetesSteps,
  ...ecsSteps,
  ...deliverySteps,
  ...buildSteps,
  ...flagsSteps,
  ...othersSteps,
]);

/** The deployment a step type is made for; undefined for the others. */
export function deploymentOf(type: string): Deployment | undefined {
  return deployments.get(type);
}

/** Whether a step type deploys nothing for sure; of a type that is not known nothing is sure. */
export function deploysNothing(type: string): boolean {
  return passive.has(type);
}

const passive: ReadonlySet<string> = new Set(
  (
    "Http Email Wait Barrier Queue Policy Verify AnalyzeDeploymentImpact HarnessApproval CustomApproval JiraApproval " +
    "JiraCreate JiraUpdate ServiceNowApproval ServiceNowCreate ServiceNowUpdate SlackNotify"
  ).split(" "),
);

/** Whether a step type runs in build stages only, or in a group that brings a machine. */
export function isBuildStep(type: string): boolean {
  return builds.has(type);
}

/** Whether a step ends with the machine it runs on, so that it needs no timeout of its own. */
export function endsWithMachine(type: string): boolean {
  return contained.has(type);
}

/** Steps that undo what a forward step did: they make sense below `rollbackSteps` only. */
export const rollbackTypes: ReadonlySet<string> = new Set([
  "K8sRollingRollback",
  "K8sProgressiveCanaryRollback",
  "EcsRollingRollback",
  "EcsBlueGreenRollback",
  "EcsBasicRollback",
]);

/**
 * Forward steps that leave a stage half deployed when a later one fails, so that it must say how they are undone.
 * The swap of a Kubernetes blue/green deployment is none: stages that end with it need nothing below rollbackSteps.
 */
export const reversibleTypes: ReadonlySet<string> = new Set([
  "K8sRollingDeploy",
  "K8sCanaryDeploy",
  "EcsRollingDeploy",
  "EcsCanaryDeploy",
  "EcsBlueGreenCreateService",
]);
