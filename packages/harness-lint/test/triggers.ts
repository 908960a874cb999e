/** One hole of the published schema of triggers each. */
import { row, type Mistake } from "./base";

const w = "triggers/image.yaml";

export const triggers: readonly Mistake[] = [
  row(
    "trigger without a pipeline",
    "triggers/nightly.yaml",
    "  name: nightly\n  identifier: nightly\n  orgIdentifier: default\n  projectIdentifier: shop\n  pipelineIdentifier: orders_cd\n",
    "  «LINT003»name: nightly\n  identifier: nightly\n  orgIdentifier: default\n  projectIdentifier: shop\n",
    "pipelineIdentifier",
  ),
  row(
    "trigger without a source",
    "triggers/nightly.yaml",
    "  name: nightly\n  identifier: nightly\n  orgIdentifier: default\n  projectIdentifier: shop\n  pipelineIdentifier: orders_cd\n  source:\n    type: Scheduled\n    spec:\n      type: Cron\n      spec:\n        type: UNIX\n        expression: 0 2 * * MON-FRI\n",
    "  «LINT003»name: nightly\n  identifier: nightly\n  orgIdentifier: default\n  projectIdentifier: shop\n  pipelineIdentifier: orders_cd\n",
    "source",
  ),
  row(
    "condition key that never exists",
    w,
    "key: targetBranch",
    "key: «LINT060»targetBrunch",
    '"targetBranch"',
  ),
  row(
    "pull request key at a push",
    w,
    "key: targetBranch",
    "key: «LINT060»sourceBranch",
    "no key that this event has",
  ),
  row(
    "condition without an operator",
    w,
    "- key: targetBranch\n              operator: Equals",
    "- «LINT060»key: targetBranch",
    "no operator",
  ),
  row("unknown operator", w, "operator: Equals", "operator: «LINT060»NotNull", "no operator"),
  row(
    "condition regex that is none",
    w,
    "operator: Equals\n              value: main",
    "operator: Regex\n              value: «LINT060»(main",
    "regular expression",
  ),
  row("unknown host", w, "type: Github", "type: «LINT061»GitHubs", '"Github"?'),
  row(
    "push without a connector",
    w,
    "          connectorRef: github\n          payload",
    "          «LINT061»payload",
    "connectorRef",
  ),
  row(
    "inputs that are no YAML",
    w,
    "inputYaml: |\n    pipeline:\n      identifier: orders_cd\n",
    "inputYaml: «LINT062»|\n    pipeline: [\n      identifier: orders_cd\n",
    "no YAML",
  ),
  row(
    "inputs of another pipeline",
    w,
    "      identifier: orders_cd",
    "      identifier: «LINT062»other_cd",
    "name the same pipeline",
  ),
  row("inputs with an unknown variable", w, "name: imageTag", "name: «LINT062»imgTag", '"imageTag"?'),
  row(
    "inputs and input sets",
    w,
    "  inputYaml: |",
    "  inputSetRefs: [orders_live]\n  «LINT062»inputYaml: |",
    "exclude each other",
  ),
  ...["0 2 * *", "61 2 * * *", "0 2 * * FUN", "0 2 5-1 * *", "*/0 * * * *"].map((cron) =>
    row(
      `cron ${cron}`,
      "triggers/nightly.yaml",
      "0 2 * * MON-FRI",
      `«LINT063»"${cron}"`,
      "no cron expression",
    ),
  ),
];
