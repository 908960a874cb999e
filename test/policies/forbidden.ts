/** What each policy about pipelines forbids, and where it would look for it. */
import type { Node } from "harness-simulate/expand";
import type { pipelinePolicyNames } from "./opa";
import { deployStage } from "./pipelines";
import { stageOf, type StagePlace, type StepPlace } from "./places";

/** A stage to hide. */
export interface HiddenStage {
  readonly stage: Node;
  /** A stage that may stand in the same places. */
  readonly control: Node;
  /** Places where the control is refused as well, each with the reason. */
  readonly noControl?: Partial<Record<StagePlace, string>>;
}

/** A step to hide in a stage of the base pipeline. */
export interface HiddenStep {
  readonly step: Node;
  readonly host: { readonly stage: Node; readonly index: number };
  /** Places where the step is allowed, each with the reason. */
  readonly allowed?: Partial<Record<StepPlace, string>>;
  /** Places where a harmless step is refused as well, each with the reason; undefined: it always is. */
  readonly noControl?: Partial<Record<StepPlace, string>> | "everywhere";
}

const custom = (step: Node): Node => ({
  name: "Sneaky",
  identifier: "sneaky",
  type: "Custom",
  spec: { execution: { steps: [{ step }] } },
});

/** A step that no policy minds. */
export const harmlessStep: Node = { name: "X", identifier: "x", type: "Wait", spec: { duration: "1m" } };

const harmlessStage = custom(harmlessStep);

const script: Node = { name: "X", identifier: "x", type: "ShellScript", spec: {} };

const leak: Node = { ...harmlessStep, spec: { duration: '<+ secrets.getValue("account.key")>' } };

const toProduction = deployStage("deploy_kubernetes", "prod", "euw3", "harness-delegate-prod-euw3");

const deployment = stageOf("int_stable_euw1");

const unlisted = "its template is none of the platform's";
const repeated = "a deployment must not be repeated";

/** A job: nothing in it can be rolled back, so it may have no rollback steps. */
const job = {
  index: deployment.index,
  stage: {
    ...deployment.stage,
    spec: {
      ...(deployment.stage["spec"] as Node),
      execution: {
        steps: [{ step: { name: "A", identifier: "a", type: "K8sApply", spec: {} } }],
        rollbackSteps: [],
      },
    },
  },
};

const approval = stageOf("prod_approval");
const [firstApproval, secondApproval] = (approval.stage["spec"] as { execution: { steps: { step: Node }[] } })
  .execution.steps;

/** The approval stage with the first of its approvals alone. */
const halfApproved = {
  index: approval.index,
  stage: { ...approval.stage, spec: { execution: { steps: [firstApproval] } } },
};

const stillCounts = "an approval that comes from a template counts like every other";

/** By policy. */
export const forbidden: Readonly<
  Record<(typeof pipelinePolicyNames)[number], { readonly stage: HiddenStage; readonly step: HiddenStep }>
> = {
  no_scripts: {
    stage: { stage: custom(script), control: harmlessStage },
    step: { step: script, host: deployment },
  },
  secret_expressions: {
    stage: { stage: custom(leak), control: harmlessStage },
    step: { step: leak, host: deployment },
  },
  mandatory_templates: {
    stage: {
      stage: harmlessStage,
      control: {
        name: "Sneaky",
        identifier: "sneaky",
        template: { templateRef: "bake", versionLabel: "1.0.0", templateInputs: {} },
      },
      noControl: { "a stage template": unlisted, "a pipeline template": unlisted },
    },
    step: {
      step: { name: "X", identifier: "x", template: { templateRef: "mine", versionLabel: "1.0.0" } },
      host: deployment,
      noControl: {
        "a step template": unlisted,
        "a step group template": unlisted,
        "a stage template": unlisted,
        "a pipeline template": unlisted,
      },
    },
  },
  connector_rules: {
    stage: {
      stage: deployStage("deploy_kubernetes", "int_stable", "euw1", "harness-delegate-prod-euw1"),
      control: deployStage("deploy_kubernetes", "int_stable", "euw1", "harness-delegate-int-euw1"),
    },
    step: {
      step: { ...harmlessStep, spec: { delegateSelectors: ["harness-delegate-prod-euw1"] } },
      host: deployment,
    },
  },
  required_stages: {
    stage: { stage: toProduction, control: harmlessStage },
    step: {
      step: { name: "X", identifier: "x", type: "K8sRollingDeploy", spec: {} },
      host: job,
      allowed: { "rollback steps": "what stands there is no forward step" },
      noControl: { "a stage with a matrix": repeated, "a stage that is repeated": repeated },
    },
  },
  approval_rules: {
    stage: { stage: toProduction, control: harmlessStage },
    step: {
      step: secondApproval!.step,
      host: halfApproved,
      allowed: {
        "the list": "that is its place",
        "a step template": stillCounts,
        "a stage template": stillCounts,
        "a pipeline template": stillCounts,
      },
      noControl: "everywhere",
    },
  },
};
