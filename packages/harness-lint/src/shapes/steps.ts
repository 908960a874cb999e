/** Keys of steps and step groups. Source: published schema, v0/pipeline/steps; step types not listed here are not looked into. */
import { byText, each, keys, misplaced, type KeyShape, type Shape } from "../shape";

const action: Shape = keys("type", {
  spec: keys("timeout retryCount retryIntervals condition markAsSkipped", {
    onTimeout: keys("", { action: () => action }),
    onRetryFailure: keys("", { action: () => action }),
  }),
});

/** Failure strategies of stages, groups and steps. */
export const failureStrategies: Shape = each(keys("", { onFailure: keys("errors", { action }) }));

/** A link to a template, wherever one may stand. The inputs are compared with the template itself. */
export const templateLink = keys("templateRef versionLabel templateInputs templateOverrides gitBranch");

/** How often something runs. */
export const strategy: Shape = keys(
  "parallelism when onFailure",
  {
    matrix: "any",
    repeat: keys("items times maxConcurrency start end unit partitionSize nodeName"),
  },
  misplaced("maxConcurrency", "house"),
);

const stepCondition = keys("stageStatus condition", {}, misplaced("pipelineStatus", "wrong"));

const common = "delegateSelectors commandFlags";
const instanceSelection = keys("type", { spec: keys("count percentage") });
const script = keys("type", { spec: keys("script file") });

const specs: Readonly<Record<string, KeyShape>> = {
  K8sRollingDeploy: keys(`${common} skipDryRun pruningEnabled trafficRouting skipUnchangedManifest`),
  K8sRollingRollback: keys(`${common} skipDryRun pruningEnabled`),
  K8sCanaryDeploy: keys(
    `${common} skipDryRun trafficRouting canaryType targetPercentage skipUnchangedManifest`,
    { instanceSelection },
  ),
  K8sCanaryDelete: keys(`${common} skipDryRun`),
  K8sBlueGreenDeploy: keys(
    `${common} skipDryRun pruningEnabled skipDeploymentIfSameManifest skipUnchangedManifest trafficRouting`,
  ),
  K8sBGSwapServices: keys(`${common} skipDryRun`),
  K8sBlueGreenStageScaleDown: keys(`${common} deleteResources`),
  K8sApply: keys(
    `${common} filePaths manifestSource overrides skipDryRun skipRendering skipSteadyStateCheck`,
  ),
  K8sScale: keys(`${common} workload skipDryRun skipSteadyStateCheck`, { instanceSelection }),
  K8sDelete: keys(`${common} skipDryRun`, { deleteResources: keys("type spec") }),
  EcsRollingDeploy: keys("delegateSelectors sameAsAlreadyRunningInstances forceNewDeployment"),
  EcsRollingRollback: keys("delegateSelectors"),
  EcsCanaryDeploy: keys("delegateSelectors"),
  EcsCanaryDelete: keys("delegateSelectors"),
  EcsBlueGreenCreateService: keys(
    "delegateSelectors loadBalancer prodListener prodListenerRuleArn stageListener stageListenerRuleArn " +
      "sameAsAlreadyRunningInstances enableAutoScalingInSwapStep updateGreenService",
  ),
  EcsBlueGreenSwapTargetGroups: keys(
    "delegateSelectors doNotDownsizeOldService downsizeOldServiceDelayInSecs",
  ),
  EcsBlueGreenRollback: keys("delegateSelectors"),
  HarnessApproval: keys(
    "approvalMessage approvalId includePipelineExecutionHistory callbackId isAutoRejectEnabled",
    {
      approvers: keys(
        "userGroups serviceAccounts minimumCount disallowPipelineExecutor disallowedUserEmails",
      ),
      approverInputs: each(
        keys("name description required defaultValue regex allowedValues selectOneFrom selectManyFrom"),
      ),
      autoApproval: keys("action comments", { scheduledDeadline: keys("time timeZone") }),
    },
  ),
  Policy: keys("policySets type", { policySpec: keys("payload") }),
  Wait: keys("duration"),
  Verify: keys("type isMultiServicesOrEnvs", {
    spec: keys(
      "sensitivity duration deploymentTag baseline trafficSplitPercentage failOnNoAnalysis failIfAnyCustomMetricInNoAnalysis controlNodeRegExp testNodeRegExp sampleDuration",
    ),
    monitoredService: keys("type spec"),
    healthSources: "any",
  }),
  ShellScript: keys(
    "shell onDelegate executionTarget delegateSelectors environmentVariables outputVariables outputAlias includeInfraSelectors",
    { source: script },
  ),
  Http: keys(
    "url method headers body requestBody assertion outputVariables inputVariables certificate certificateKey delegateSelectors",
  ),
};

/** A key that only other steps have does nothing. */
const ofOthers = misplaced(
  Object.values(specs)
    .flatMap((shape) => Object.keys(shape.keys))
    .join(" "),
  "house",
);

function specOf(type: string | undefined): Shape {
  const shape = type !== undefined && Object.hasOwn(specs, type) ? specs[type] : undefined;
  if (shape === undefined) return "any";
  return { ...shape, elsewhere: ofOthers };
}

/** One step, by its type, or a link to a step template. */
export const step: Shape = byText("type", (type) =>
  keys("identifier name type description timeout enforce delegateSelectors policySets variables", {
    failureStrategies,
    strategy,
    when: stepCondition,
    template: templateLink,
    spec: specOf(type),
  }),
);

/** A list of steps, groups and parallel blocks. */
export const steps: Shape = each(
  keys("insert contextType canEditInsertSteps", {
    step,
    stepGroup: () => stepGroup,
    parallel: each(keys("insert contextType", { step, stepGroup: () => stepGroup })),
  }),
);

/** A group of steps, or a link to a step group template. */
export const stepGroup: Shape = keys(
  "identifier name description timeout delegateSelectors variables stepGroupInfra sharedPaths enforce stageType identities platform",
  {
    failureStrategies,
    strategy,
    when: stepCondition,
    template: templateLink,
    steps,
    rollbackSteps: steps,
  },
);
