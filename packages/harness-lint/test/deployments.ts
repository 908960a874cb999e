/** Documents without a problem that deploy in every way this project renders, by templates that link each other. */
import type { LintFile } from "../src";
import { scope } from "./pipelineText";
import { link, percentage, stage, step, template, verify } from "./writing";

/** A group that only deploys a canary and looks at it; whoever links it ends it. */
const canaryGroup = template(
  "canary_step",
  "StepGroup",
  "    stageType: Deployment\n    steps:\n" +
    step(
      6,
      "K8sCanaryDeploy",
      "canary",
      "skipDryRun: false",
      "instanceSelection:",
      "  type: Percentage",
      "  spec:",
      "    percentage: <+input>",
    ) +
    verify(6, "Canary", "sensitivity: <+pipeline.variables.sensitivity>", "duration: <+input>.default(5m)") +
    step(6, "Wait", "bake", "duration: 10m"),
);

const canaryStage = template(
  "canary_stage",
  "Stage",
  stage(
    "Kubernetes",
    link(10, "stepGroup", "tenth", "canary_step", ...percentage(10)) +
      link(10, "stepGroup", "half", "canary_step", ...percentage(50)) +
      step(10, "K8sCanaryDelete", "canary_delete") +
      step(10, "K8sRollingDeploy", "rolling", "skipDryRun: false"),
    step(10, "K8sCanaryDelete", "canary_delete") + step(10, "K8sRollingRollback", "rollback"),
  ),
);

const greenStage = template(
  "green_stage",
  "Stage",
  stage(
    "Kubernetes",
    step(10, "K8sBlueGreenDeploy", "green", "skipDryRun: false", "pruningEnabled: false") +
      verify(10, "Bluegreen", "sensitivity: HIGH", "duration: 15m") +
      step(10, "K8sBGSwapServices", "swap", "skipDryRun: false") +
      step(10, "K8sBlueGreenStageScaleDown", "scale_down", "deleteResources: false"),
    step(10, "K8sBGSwapServices", "swap_back"),
  ),
);

const ecsStages = [
  template(
    "ecs_canary",
    "Stage",
    stage(
      "ECS",
      step(10, "EcsCanaryDeploy", "canary") +
        step(10, "EcsCanaryDelete", "canary_delete") +
        step(10, "EcsRollingDeploy", "rolling", "forceNewDeployment: true"),
      step(10, "EcsCanaryDelete", "canary_delete") + step(10, "EcsRollingRollback", "rollback"),
    ),
  ),
  template(
    "ecs_green",
    "Stage",
    stage(
      "ECS",
      step(
        10,
        "EcsBlueGreenCreateService",
        "green",
        "loadBalancer: web-alb",
        "prodListener: listener/app/web/1",
        "prodListenerRuleArn: listener-rule/app/web/1/a",
        "stageListener: listener/app/web/2",
        "stageListenerRuleArn: listener-rule/app/web/2/b",
      ) + step(10, "EcsBlueGreenSwapTargetGroups", "swap", "doNotDownsizeOldService: false"),
      step(10, "EcsBlueGreenRollback", "rollback"),
    ),
  ),
];

const windowStep = template(
  "window",
  "Step",
  `    type: Policy
    timeout: 10m
    when:
      stageStatus: Success
      condition: <+pipeline.variables.canary> == "true"
    spec:
      policySets: [account.change_window]
      type: Custom
      policySpec:
        payload: '{"environment": "<+env.identifier>"}'
`,
);

const delivery = template(
  "delivery",
  "Pipeline",
  `    variables:
      - name: canary
        type: String
        value: <+input>.default(true).allowedValues(true,false)
      - name: sensitivity
        type: String
        value: <+input>.default(LOW).allowedValues(LOW,MEDIUM,HIGH)
    stages:
      - stage:
          name: Gate
          identifier: gate
          type: Custom
          spec:
            execution:
              steps:
${link(16, "step", "window", "window")}      - stage:
          name: Ship
          identifier: ship
          template:
            templateRef: canary_stage
            versionLabel: v1
            templateInputs:
              type: Deployment
              spec:
                service:
                  serviceRef: <+input>
                environment:
                  environmentRef: live
                  infrastructureDefinitions:
                    - identifier: live_north
`,
);

/** A pipeline that is nothing but a link. */
const linked: LintFile = {
  path: "pipelines/linked.yaml",
  text: `pipeline:
  name: linked
  identifier: linked
${scope}  template:
    templateRef: delivery
    versionLabel: v1
    templateInputs:
      variables:
        - name: canary
          type: String
          value: "true"
      stages:
        - stage:
            identifier: ship
            template:
              templateInputs:
                type: Deployment
                spec:
                  service:
                    serviceRef: carts
`,
};

const weekly: LintFile = {
  path: "triggers/weekly.yaml",
  text: `trigger:
  name: weekly
  identifier: weekly
${scope}  pipelineIdentifier: orders_cd
  source:
    type: Scheduled
    spec:
      type: Cron
      spec:
        type: QUARTZ
        expression: 0 0 2 ? * MON
  inputSetRefs: [orders_live]
`,
};

const service: LintFile = {
  path: "services/carts.yaml",
  text: "service:\n  name: carts\n  identifier: carts\n  serviceDefinition:\n    type: Kubernetes\n    spec: {}\n",
};

/** What links comes after what it links. */
export const deployments: readonly LintFile[] = [
  service,
  canaryGroup,
  canaryStage,
  greenStage,
  ...ecsStages,
  windowStep,
  delivery,
  linked,
  weekly,
];
