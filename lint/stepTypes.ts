/** The step types this project may render or meet, and the stages they belong to. Source: the published schema, v0/pipeline/steps. */

/** Kinds of deployment that steps are made for. */
export type Deployment = "Kubernetes" | "ECS";

const kubernetes =
  "K8sRollingDeploy K8sRollingRollback K8sCanaryDeploy K8sCanaryDelete K8sProgressiveCanaryRollback K8sBlueGreenDeploy " +
  "K8sBGSwapServices K8sBlueGreenStageScaleDown K8sBlueGreenStageScaleUp K8sApply K8sScale K8sDelete K8sDryRun K8sDiff " +
  "K8sPatch K8sRollout K8sTrafficRouting";
const ecs =
  "EcsRollingDeploy EcsRollingRollback EcsCanaryDeploy EcsCanaryDelete EcsBlueGreenCreateService " +
  "EcsBlueGreenSwapTargetGroups EcsBlueGreenTrafficShift EcsBlueGreenRollback EcsRunTask EcsScale EcsServiceSetup " +
  "EcsUpgradeContainer EcsBasicRollback";
const general =
  "ShellScript Http Policy Wait Barrier Queue Email HarnessApproval CustomApproval JiraApproval JiraCreate JiraUpdate " +
  "ServiceNowApproval ServiceNowCreate ServiceNowUpdate IACMApproval Container Verify AnalyzeDeploymentImpact";
const build =
  "Run Test RunTests Background Plugin Action GitClone BuildAndPushDockerRegistry BuildAndPushECR BuildAndPushGCR " +
  "BuildAndPushGAR BuildAndPushACR SaveCacheGCS RestoreCacheGCS SaveCacheS3 RestoreCacheS3 S3Upload GCSUpload " +
  "ArtifactoryUpload HarUpload Bitrise AquaTrivy Snyk Sonarqube Gitleaks Semgrep SscaOrchestration SscaEnforcement " +
  "SlsaVerification provenance";

const deployments: ReadonlyMap<string, Deployment> = new Map([
  ...kubernetes.split(" ").map((type) => [type, "Kubernetes"] as const),
  ...ecs.split(" ").map((type) => [type, "ECS"] as const),
]);

const builds: ReadonlySet<string> = new Set(build.split(" "));

/** Every type. */
export const stepTypes: ReadonlySet<string> = new Set([
  ...deployments.keys(),
  ...general.split(" "),
  ...builds,
]);

/** The deployment a step type is made for; undefined for the others. */
export function deploymentOf(type: string): Deployment | undefined {
  return deployments.get(type);
}

/** Whether a step type runs in build stages only. */
export function isBuildStep(type: string): boolean {
  return builds.has(type);
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
