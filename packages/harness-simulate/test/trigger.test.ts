import assert from "node:assert/strict";
import { stringify } from "yaml";
import type { WebhookEvent } from "../src/trigger/model";
import { simulateTrigger } from "../src/trigger/simulate";

interface Parts {
  readonly enabled?: boolean;
  readonly source?: object;
  readonly spec?: object;
  readonly value?: string;
  readonly stages?: readonly object[];
  readonly templates?: Readonly<Record<string, object>>;
}

function simulate(parts: Parts, event: Partial<WebhookEvent> = {}) {
  const { enabled, spec = {}, value = "<+trigger.payload.tag>", stages = [], templates = {} } = parts;
  const inputYaml = stringify({ pipeline: { identifier: "p", variables: [{ name: "tag", value }] } });
  const source = parts.source ?? { type: "Webhook", spec: { type: "Custom", spec } };
  const trigger = { identifier: "t", enabled, pipelineIdentifier: "p", source, inputYaml };
  const variables = [{ name: "tag", required: true, value: "<+input>.regex(v[0-9]+)" }];
  return simulateTrigger(
    {
      service: "s",
      triggerYaml: stringify({ trigger }),
      pipelineYaml: stringify({ pipeline: { identifier: "p", variables, stages } }),
      findTemplate: (identifier, version) => templates[`${identifier}@${version}`] as never,
    },
    { payload: { tag: "v1", n: 7 }, headers: { "x-from": "ci" }, ...event },
  );
}

const condition = (key: string, operator: string, value: string) => ({ key, operator, value });
const tag = "<+trigger.payload.tag>";

describe("simulation of a trigger", () => {
  it("without conditions fires, with the resolved inputs", () => {
    const result = simulate({});
    assert.equal(result.outcome, "fires");
    assert.match(result.inputYaml, /name: tag\n +value: v1\n/);
    assert.deepEqual(result.route, { startsAt: [], firstGate: null });
  });

  it("all conditions must hold, and each is reported", () => {
    const payloadConditions = [
      condition(tag, "Equals", "v1"),
      condition("<+trigger.payload.n>", "In", "8,9"),
    ];
    const headerConditions = [condition("<+trigger.header['X-From']>", "NotEquals", "ci")];
    const { outcome, conditions } = simulate({ spec: { payloadConditions, headerConditions } });
    assert.equal(outcome, "does not fire");
    assert.deepEqual(
      conditions.map(({ of, outcome, actual, reason }) => ({ of, outcome, actual, reason })),
      [
        { of: "payload", outcome: "holds", actual: "v1", reason: "" },
        { of: "payload", outcome: "fails", actual: "7", reason: '"7" does not meet In "8,9"' },
        { of: "header", outcome: "fails", actual: "ci", reason: '"ci" does not meet NotEquals "ci"' },
      ],
    );
  });

  it("a missing value is compared as the text null", () => {
    const gone = "<+trigger.payload.gone>";
    const outcomes = [
      condition(gone, "Equals", "x"),
      condition(gone, "NotEquals", "x"),
      condition(gone, "Regex", ".*"),
    ].map((one) => simulate({ spec: { payloadConditions: [one] } }));
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      ["does not fire", "fires", "fires"],
    );
    assert.match(outcomes[0]!.conditions[0]!.reason, /^the payload has no such value/);
    assert.equal(outcomes[0]!.conditions[0]!.actual, null);
  });

  for (const [title, spec] of [
    ["a JEXL condition", { jexlCondition: `${tag} == "v1"` }],
    ["a key that is no expression", { payloadConditions: [condition("targetBranch", "Equals", "main")] }],
    ["a pattern of Java only", { payloadConditions: [condition(tag, "Regex", "(?x)v1")] }],
  ] as const)
    it(`${title} leaves the outcome undecided`, () => {
      const { outcome, conditions } = simulate({ spec });
      assert.equal(outcome, "undecided");
      assert.equal(conditions[0]!.outcome, "not evaluated");
    });

  it("a condition that fails decides whatever is not evaluated, and an empty JEXL condition is none", () => {
    const payloadConditions = [condition(tag, "Equals", "v2")];
    assert.equal(simulate({ spec: { payloadConditions, jexlCondition: "x" } }).outcome, "does not fire");
    assert.deepEqual(simulate({ spec: { jexlCondition: "  " } }).conditions, []);
  });

  it("an operator Harness does not have fails, with the likely one", () => {
    const payloadConditions = [condition(tag, "NotEqual", "x")];
    const { outcome, conditions } = simulate({ spec: { payloadConditions } });
    assert.equal(outcome, "does not fire");
    assert.equal(conditions[0]!.reason, 'Harness has no operator "NotEqual": did you mean "NotEquals"?');
  });

  it("neither a disabled trigger nor one of another source fires", () => {
    assert.deepEqual(simulate({ enabled: false }).obstacles, ["the trigger is not enabled"]);
    assert.equal(simulate({ enabled: false }).outcome, "does not fire");
    const scheduled = simulate({ source: { type: "Scheduled", spec: { type: "Cron" } } });
    assert.deepEqual(scheduled.obstacles, ["its source is Scheduled Cron, not a custom webhook"]);
    assert.equal(scheduled.outcome, "does not fire");
  });

  it("conditions hold and the pipeline refuses the inputs", () => {
    const { outcome, inputProblems } = simulate({}, { payload: { tag: "latest" } });
    assert.equal(outcome, "refused");
    assert.deepEqual(inputProblems, ['tag is "latest", which does not match v[0-9]+']);
  });

  it("a missing input and an expression no trigger can resolve are named", () => {
    assert.deepEqual(simulate({}, { payload: {} }).inputProblems, [
      "<+trigger.payload.tag> has no value in this event",
      'tag is "null", which does not match v[0-9]+',
    ]);
    const foreign = simulate({ value: "<+pipeline.name>" });
    assert.equal(foreign.outcome, "refused");
    assert.match(foreign.inputProblems[0]!, /^<\+pipeline\.name> has no value in a trigger$/);
  });

  it("a number of the payload stays text that reads back as it is", () => {
    const { inputYaml } = simulate({ value: "<+trigger.payload.n>" });
    assert.match(inputYaml, /value: "7"\n/);
  });
});

describe("route of a run", () => {
  const deploy = (identifier: string) => ({ stage: { identifier, type: "Deployment", spec: {} } });
  const fromTemplate = (identifier: string, templateInputs: object) => ({
    stage: {
      identifier,
      name: identifier,
      template: { templateRef: "gate", versionLabel: "1", templateInputs },
    },
  });
  const step = (type: string, spec: object) => ({ step: { type, spec } });
  const steps = (...list: object[]) => ({ execution: { steps: list } });

  it("starts at all stages of a parallel group", () => {
    const { route } = simulate({ stages: [{ parallel: [deploy("a"), deploy("b")] }, deploy("c")] });
    assert.deepEqual(route, { startsAt: ["a", "b"], firstGate: null });
  });

  it("a wait inside a deployment is no gate; one in a stage of its own is", () => {
    const canary = {
      stage: { identifier: "a", type: "Deployment", spec: steps(step("Wait", { duration: "5m" })) },
    };
    const inputs = { type: "Custom", spec: steps(step("Wait", { duration: "1h" })) };
    const templates = {
      "gate@1": { spec: { type: "Custom", spec: steps(step("Wait", { duration: "<+input>" })) } },
    };
    const { route } = simulate({ stages: [canary, fromTemplate("bake", inputs)], templates });
    assert.deepEqual(route, {
      startsAt: ["a"],
      firstGate: { identifier: "bake", name: "bake", kind: "wait", detail: "1h" },
    });
  });

  it("an approval names the groups of template and pipeline, at any depth", () => {
    const ask = (userGroups: unknown) => step("HarnessApproval", { approvers: { userGroups } });
    const templates = {
      "gate@1": {
        spec: { type: "Approval", spec: steps(ask("<+input>"), { stepGroup: { steps: [ask(["ops"])] } }) },
      },
    };
    const inputs = { type: "Approval", spec: steps(ask(["owner"])) };
    const { route } = simulate({ stages: [fromTemplate("approve", inputs)], templates });
    assert.deepEqual(route.firstGate, {
      identifier: "approve",
      name: "approve",
      kind: "approval",
      detail: "owner, ops",
    });
  });
});
