/** Templates put in the place of their links, as Harness merges them. Proves nothing about the shipped templates. */
import assert from "node:assert/strict";
import { expandPipeline, type FindTemplate, type Node } from "harness-simulate/expand";
import { templatesIn } from "harness-simulate/expand/library";

const templates: Readonly<Record<string, { type: string; spec: Node }>> = {
  "check@1.0.0": { type: "Step", spec: { type: "Verify", timeout: "2h", spec: { duration: "<+input>" } } },
  "phase@1.0.0": {
    type: "StepGroup",
    spec: {
      stageType: "Deployment",
      steps: [
        { step: { identifier: "put", type: "K8sCanaryDeploy", spec: { percentage: "<+input>" } } },
        {
          step: {
            identifier: "check",
            name: "Check",
            template: {
              templateRef: "check",
              versionLabel: "1.0.0",
              templateInputs: { spec: { duration: "<+input>" } },
            },
          },
        },
      ],
    },
  },
  "loop@1.0.0": {
    type: "Stage",
    spec: { steps: [{ stepGroup: { template: { templateRef: "loop", versionLabel: "1.0.0" } } }] },
  },
};

const find: FindTemplate = (templateRef, versionLabel) => templates[`${templateRef}@${versionLabel}`];

/** A pipeline of one step group that links `phase`, with these inputs. */
const linking = (templateInputs: Node): Node => ({
  stages: [
    {
      parallel: [
        {
          stage: {
            steps: [
              {
                stepGroup: {
                  identifier: "first",
                  name: "First",
                  template: { templateRef: "phase", versionLabel: "1.0.0", templateInputs },
                },
              },
            ],
          },
        },
      ],
    },
  ],
});

const groupOf = (pipeline: Node) =>
  (
    pipeline as unknown as {
      stages: { parallel: { stage: { steps: { stepGroup: Record<string, unknown> }[] } }[] }[];
    }
  ).stages[0]!.parallel[0]!.stage.steps[0]!.stepGroup;

describe("expansion of templates", () => {
  it("fills in by identifier through every level, and keeps the links beside what they stand for", () => {
    const inputs = {
      steps: [
        { step: { identifier: "check", template: { templateInputs: { spec: { duration: "5m" } } } } },
        { step: { identifier: "put", type: "K8sCanaryDeploy", spec: { percentage: 10 } } },
      ],
    };
    assert.deepEqual(groupOf(expandPipeline(linking(inputs), find)), {
      identifier: "first",
      name: "First",
      steps: [
        { step: { identifier: "put", type: "K8sCanaryDeploy", spec: { percentage: 10 } } },
        {
          step: {
            type: "Verify",
            timeout: "2h",
            spec: { duration: "5m" },
            identifier: "check",
            name: "Check",
            template: { templateRef: "check", versionLabel: "1.0.0" },
          },
        },
      ],
      template: { templateRef: "phase", versionLabel: "1.0.0" },
    });
  });

  it("leaves open what is not given, and drops what the template does not leave open", () => {
    const inputs = {
      steps: [{ step: { identifier: "put", type: "ShellScript", spec: { percentage: 10, script: "true" } } }],
    };
    const { steps } = groupOf(expandPipeline(linking(inputs), find)) as { steps: { step: Node }[] };
    assert.deepEqual(steps[0]!.step, {
      identifier: "put",
      type: "K8sCanaryDeploy",
      spec: { percentage: 10 },
    });
    assert.deepEqual(steps[1]!.step["spec"], { duration: "<+input>" });
  });

  it("leaves a link to an unknown template as it is", () => {
    const pipeline = linking({});
    assert.deepEqual(
      expandPipeline(pipeline, () => undefined),
      pipeline,
    );
  });

  it("refuses templates that link each other in a circle", () => {
    const pipeline = { stages: [{ stage: { template: { templateRef: "loop", versionLabel: "1.0.0" } } }] };
    assert.throws(() => expandPipeline(pipeline, find), /in a circle/);
  });

  it("finds templates in documents by identifier and version, and nothing in other documents", () => {
    const text = "template: { identifier: a, versionLabel: 1.0.0, type: Stage, spec: { type: Custom } }";
    const known = templatesIn([text, "pipeline: { identifier: a }"]);
    assert.deepEqual(known("a", "1.0.0"), { type: "Stage", spec: { type: "Custom" } });
    assert.equal(known("a", "1.1.0"), undefined);
  });
});
