/** One mistake each in what must stand, what may stand together, and whole documents. */
import { row, type Mistake } from "./base";

const p = "pipelines/orders.yaml";
const scope = "  orgIdentifier: default\n  projectIdentifier: shop\n";
const added = (title: string, file: string, text: string, says: string): Mistake =>
  row(title, file, "", text, says);
const stage = (inner: string): string => `  stages:\n    - stage:\n${inner}`;
const build = (inner: string): string =>
  stage(`        name: Build\n        identifier: build\n        type: CI\n${inner}`);

export const structure: readonly Mistake[] = [
  added("pipeline of nothing", "pipelines/empty.yaml", "pipeline: «LINT003»{}\n", "has no stages"),
  added(
    "pipeline without an identifier",
    "pipelines/nameless.yaml",
    `pipeline:\n  «LINT003»name: nameless\n${scope}  stages:\n    - stage:\n        name: A\n        identifier: a\n        type: Custom\n        spec:\n          execution:\n            steps: []\n`,
    "has no identifier",
  ),
  added(
    "template without a spec",
    "templates/bare.yaml",
    `template:\n  «LINT003»name: bare\n  identifier: bare\n${scope}  versionLabel: v1\n  type: Step\n`,
    "has no spec",
  ),
  added(
    "key beside the root key",
    "environments/stray.yaml",
    "environment:\n  name: stray\n  identifier: stray\n  type: PreProduction\n«LINT002»identifier: stray\n",
    "beside environment",
  ),
  added(
    "service without a definition",
    "services/undefined.yaml",
    "service:\n  «LINT003»name: undefined\n  identifier: undefined_service\n",
    "serviceDefinition",
  ),
  row(
    "deployment without a spec",
    p,
    "  stages:\n",
    stage(
      "        «LINT003»name: Bare\n        identifier: bare\n        type: Deployment\n        failureStrategies: <+input>\n",
    ),
    "has no spec",
  ),
  row(
    "build stage without a spec",
    p,
    "  stages:\n",
    build("").replace("name: Build", "«LINT003»name: Build"),
    "has no spec",
  ),
  row(
    "build stage without an execution",
    p,
    "  stages:\n",
    build("        spec:\n          «LINT003»runtime: { type: Cloud, spec: {} }\n"),
    "execution",
  ),
  row(
    "execution without steps",
    p,
    "  stages:\n",
    build("        spec:\n          runtime: { type: Cloud, spec: {} }\n          execution: «LINT003»{}\n"),
    "steps",
  ),
  row(
    "misspelt timeout of a step",
    p,
    "timeout: 7d",
    "timeout: 7d\n                  «LINT002»timeOut: 1d",
    "timeout",
  ),
  row(
    "misspelt when of a step",
    p,
    "timeout: 7d",
    "timeout: 7d\n                  when: { «LINT002»pipelineStatus: Success }",
    "stageStatus",
  ),
  added(
    "stages and a template",
    "pipelines/both.yaml",
    `pipeline:\n  name: both\n  identifier: both\n${scope}  stages: <+input>\n  «LINT004»template:\n    templateRef: account.delivery\n    versionLabel: v1\n`,
    "stages and template exclude each other",
  ),
  row(
    "type beside a template",
    p,
    "        identifier: test\n        template:",
    "        identifier: test\n        «LINT004»type: Deployment\n        template:",
    "template and type",
  ),
  row(
    "service and services",
    p,
    "          service:\n            useFromStage",
    "          «LINT004»services: {}\n          service:\n            useFromStage",
    "service and services",
  ),
  row(
    "environment and environments",
    p,
    "          environment:\n            environmentRef: live",
    "          «LINT004»environments: {}\n          environment:\n            environmentRef: live",
    "environment and environments",
  ),
  row(
    "matrix and repeat",
    p,
    "          matrix:",
    "          «LINT004»repeat: { times: 2 }\n          matrix:",
    "exclude each other",
  ),
  row(
    "group with steps and a template",
    "templates/canary_stage.yaml",
    "              identifier: tenth\n",
    "              identifier: tenth\n              «LINT004»steps: []\n",
    "template and steps",
  ),
  row(
    "step and group in one element",
    p,
    "              - stepGroup:\n                  name: Canary",
    "              - step: { type: Wait, name: W, identifier: w, spec: { duration: 10m } }\n                «LINT004»stepGroup:\n                  name: Canary",
    "step and stepGroup",
  ),
  row(
    "parallel of nothing",
    p,
    "              - step:\n                  type: K8sRollingDeploy",
    "              - parallel: «LINT004»[]\n              - step:\n                  type: K8sRollingDeploy",
    "holds no step",
  ),
  row(
    "element that is no step",
    p,
    "              - step:\n                  type: K8sRollingDeploy",
    "              - «LINT004»K8sRollingDeploy\n              - step:\n                  type: K8sRollingDeploy",
    "holds no step",
  ),
];
