/** One mistake each in the ways to deploy and in templates that link each other. */
import { row, type Mistake } from "./base";
import { link, percentage, step } from "./writing";

const p = "pipelines/orders.yaml";
const canary = "templates/canary_stage.yaml";
const green = "templates/green_stage.yaml";
const ecs = "templates/ecs_green.yaml";

const half = link(10, "stepGroup", "half", "canary_step", ...percentage(50));
const ecsCanary = step(10, "EcsCanaryDeploy", "canary") + step(10, "EcsCanaryDelete", "canary_delete");

export const strategies: readonly Mistake[] = [
  row(
    "canary of a linked group that is not removed",
    canary,
    half + step(10, "K8sCanaryDelete", "canary_delete"),
    half.replace("canary_step", "«LINT046»canary_step"),
    "no K8sCanaryDelete follows",
  ),
  row(
    "canary that is not rolled out",
    "templates/ecs_canary.yaml",
    ecsCanary + step(10, "EcsRollingDeploy", "rolling", "forceNewDeployment: true"),
    ecsCanary.replace("EcsCanaryDeploy", "«LINT046»EcsCanaryDeploy"),
    "no EcsRollingDeploy follows",
  ),
  row(
    "group of another kind of deployment",
    "templates/ecs_canary.yaml",
    "        steps:\n",
    `        steps:\n${half.replace("canary_step", "«LINT043»canary_step")}`,
    "deploys to Kubernetes, its stage to ECS",
  ),
  row(
    "group that links a step template",
    "templates/green_stage.yaml",
    "        rollbackSteps:\n",
    `${link(10, "stepGroup", "window", "window").replace("templateRef: ", "templateRef: «LINT024»")}        rollbackSteps:\n`,
    "takes a StepGroup",
  ),
  row(
    "input that a linked group does not have",
    canary,
    "  - step:\n                        identifier: canary\n",
    "  - «LINT026»step: { identifier: canry }\n                    - step:\n                        identifier: canary\n",
    '"canary"?',
  ),
  row(
    "share of a linked group that is missing",
    canary,
    "spec:\n                              percentage: 50",
    "spec: «LINT026»{}",
    "the template needs",
  ),
  row(
    "input that a template further down fixes",
    "pipelines/linked.yaml",
    "                    serviceRef: carts\n",
    "                    serviceRef: carts\n                  environment:\n                    environmentRef: «LINT026»test\n",
    "fixes environmentRef",
  ),
  row(
    "count of no instance",
    p,
    "type: Percentage\n                            spec:\n                              percentage: 10",
    "type: Count\n                            spec:\n                              count: «LINT047»0",
    "from 1 on",
  ),
  row(
    "way to select instances that is none",
    p,
    "type: Percentage\n",
    "type: «LINT047»Percent\n",
    "use one of Count, Percentage",
  ),
  row(
    "key of another deployment step",
    green,
    "pruningEnabled: false",
    "«LINT002»canaryType: Progressive",
    "there is no key",
  ),
  row(
    "verification without a service",
    green,
    "                type: Bluegreen\n                monitoredService:\n                  type: Default\n                  spec: {}\n",
    "                «LINT003»type: Bluegreen\n",
    "monitoredService",
  ),
  row(
    "verification of nothing",
    green,
    "        steps:\n          - step:\n              type: K8sBlueGreenDeploy\n              name: green\n              identifier: green\n              timeout: 1h\n              spec:\n                skipDryRun: false\n                pruningEnabled: false\n          - step:\n              type: Verify",
    "        steps:\n          - step:\n              type: «LINT048»Verify",
    "nothing is deployed",
  ),
  row(
    "blue/green of ECS without a load balancer",
    ecs,
    "loadBalancer: web-alb\n                prodListener:",
    "«LINT003»prodListener:",
    "loadBalancer",
  ),
  row(
    "no rollback steps at all",
    "templates/one_way.yaml",
    "",
    "template:\n  name: one_way\n  identifier: one_way\n  versionLabel: v1\n  type: Stage\n  spec:\n    type: Deployment\n    spec:\n      deploymentType: Kubernetes\n      service: <+input>\n      environment: <+input>\n      execution:\n        «LINT044»steps: []\n    failureStrategies: <+input>\n",
    "has no rollbackSteps",
  ),
  row(
    "retry without a spec",
    p,
    "                          type: Retry\n                          spec:\n                            retryCount: 2\n                            retryIntervals: [10s]",
    "                          «LINT049»type: Retry",
    "number of retries",
  ),
  row(
    "failure of two words",
    green,
    "[AllErrors]",
    "[PluginImageFailure, «LINT049»ConfigurationFailur]",
    '"ConfigurationFailure"?',
  ),
  row(
    "more approvers than the groups have",
    p,
    "minimumCount: 1",
    "minimumCount: «LINT050»4",
    "the groups have 3",
  ),
  row(
    "policy step of no kind",
    "templates/window.yaml",
    "type: Custom",
    "type: «LINT056»Custm",
    'write "Custom"',
  ),
  row(
    "policy step without a payload",
    "templates/window.yaml",
    '        payload: \'{"environment": "<+env.identifier>"}\'',
    '        payload: «LINT056»""',
    "no payload",
  ),
  row(
    "notification in a pipeline template without an event",
    "templates/delivery.yaml",
    "    stages:\n",
    "    notificationRules:\n      - name: mail\n        identifier: mail\n        enabled: true\n        pipelineEvents: «LINT055»[]\n        notificationMethod: { type: Email, spec: { recipients: [a@example.com] } }\n    stages:\n",
    "no event",
  ),
  row("schedule of no kind", "triggers/weekly.yaml", "type: Cron", "type: «LINT061»Crn", '"Cron"?'),
];
