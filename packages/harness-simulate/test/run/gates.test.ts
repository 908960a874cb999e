/** Approvals, policies, verification and notifications in their details. */
import assert from "node:assert/strict";
import type { Entry, RunResult } from "../../src/run/model";
import { simulateRun } from "../../src/run/simulate";
import type { Surroundings } from "../../src/run/surroundings";
import { scenario, world, type Words } from "./support";

function run(
  steps: object[],
  words: Words = {},
  parts: Partial<Surroundings> = {},
  more: object = {},
): RunResult {
  const stage = { identifier: "gate", name: "Gate", type: "Approval", spec: { execution: { steps } } };
  const variables = [{ name: "imageTag", value: "<+input>" }];
  const pipeline = { identifier: "p", variables, stages: [{ stage }], ...more };
  return simulateRun(pipeline, world(parts), scenario(words));
}

const ask = (approvers: object, more: object = {}, timeout = "1d") => ({
  step: {
    identifier: "ask",
    type: "HarnessApproval",
    timeout,
    spec: { approvers: { userGroups: ["ops"], minimumCount: 1, ...approvers }, ...more },
  },
});

const stepOf = (result: RunResult): Entry => result.timeline.find(({ step }) => step === "ask")!;

describe("approvals", () => {
  it("several people of one step: the last one needed ends it, and nobody counts twice", () => {
    const words = { approve: ["ask=ann,ann@+5m", "ask=bob@+20m", "ask=cyd@+30m"] };
    const { duration, approval } = stepOf(run([ask({ minimumCount: 2 })], words));
    assert.equal(duration, 20 * 60);
    assert.deepEqual(
      approval!.approved.map(({ person }) => person),
      ["ann", "bob"],
    );
    assert.deepEqual(
      approval!.refused.map(({ why }) => why),
      ["has approved this step already"],
    );
  });

  it("whoever started the run counts where the step allows it", () => {
    const words = { approve: ["ask=sam@example.com"] };
    assert.equal(run([ask({ disallowPipelineExecutor: false })], words).outcome, "Success");
    assert.equal(run([ask({ disallowPipelineExecutor: true })], words).outcome, "Expired");
  });

  it("too early and too late do not count", () => {
    const words = { approve: ["ask=ann@2026-01-05T08:00Z", "ask=bob@+2h"] };
    const { approval, status } = stepOf(run([ask({}, {}, "1h")], words));
    assert.equal(status, "Expired");
    assert.deepEqual(
      approval!.refused.map(({ why }) => why),
      ["the step did not wait yet", "the step had expired"],
    );
  });

  it("a wrong ticket is refused, a right one goes on to later steps", () => {
    const inputs = { approverInputs: [{ name: "ticket", required: true, regex: "^CHG[0-9]{7}$" }] };
    const wrong = run([ask({}, inputs)], { approve: ["all"], more: { inputs: { ticket: "X1" } } });
    assert.match(stepOf(wrong).approval!.refused[0]!.why, /^ticket is "X1"/);
    const then = {
      step: {
        identifier: "then",
        type: "Wait",
        spec: { duration: "1m" },
        when: {
          stageStatus: "Success",
          condition: '<+execution.steps.ask.output.approverInputs.ticket> == "CHG0123456"',
        },
      },
    };
    const right = run([ask({}, inputs), then], {
      approve: ["all"],
      more: { inputs: { ticket: "CHG0123456" } },
    });
    assert.deepEqual(stepOf(right).approval!.inputs, { ticket: "CHG0123456" });
    assert.equal(right.timeline.at(-1)!.status, "Success");
    assert.deepEqual(right.assumptions, []);
  });

  it("approves itself at its deadline, whoever is missing", () => {
    const scheduledDeadline = { time: "2026-01-05 11:30 AM", timeZone: "Europe/Berlin" };
    const auto = { autoApproval: { action: "APPROVE", scheduledDeadline } };
    const { duration, detail } = stepOf(run([ask({ minimumCount: 2 }, auto)]));
    assert.equal(duration, 90 * 60);
    assert.equal(detail, "approved by automatic approval");
  });

  it("a group with its scope stands for its steps, in any of them", () => {
    assert.equal(
      run([ask({ userGroups: ["account.a", "account.b"] })], { approve: ["account.b=ann"] }).outcome,
      "Success",
    );
  });
});

describe("policy steps", () => {
  const policy = (payload: string, policySets = ["rules"]) => ({
    step: { identifier: "ask", type: "Policy", timeout: "1m", spec: { policySets, policySpec: { payload } } },
  });

  it("evaluate the payload at the instant of the step", () => {
    const asked: unknown[] = [];
    const evaluate: Surroundings["evaluate"] = (...question) => {
      asked.push(question);
      return { denials: [], warnings: ["mind the gap"] };
    };
    const pause = { step: { identifier: "pause", type: "Wait", spec: { duration: "1h" } } };
    const result = run([pause, policy('{"tag": "<+pipeline.variables.imageTag>"}')], {}, { evaluate });
    assert.deepEqual(asked, [["rules", { tag: "v1.2.3" }, Date.UTC(2026, 0, 5, 10) * 1e6]]);
    assert.equal(stepOf(result).detail, "rules allows it; warning: mind the gap");
  });

  for (const [title, step, reason] of [
    ["no JSON", policy("{"), /^the payload is no JSON: \{$/],
    ["an expression without a value", policy('{"a": "<+a.b>"}'), /holds <\+a\.b>, which has no value here/],
    ["an unknown policy set", policy("{}", ["other"]), /^other cannot be evaluated: no such policy set$/],
    ["a denial", policy('{"environment": "prod"}', ["change_window"]), /^outside the change window$/],
  ] as const)
    it(`fail on ${title}`, () => {
      const result = run([step], {});
      assert.equal(result.outcome, "Failed");
      assert.match(result.stopped!.reason, reason);
    });

  it("on run, a denial keeps everything from running", () => {
    const evaluate: Surroundings["evaluate"] = () => ({ denials: ["no approvals"], warnings: [] });
    const result = run([ask({})], {}, { evaluate, runPolicySets: ["pipeline_rules"] });
    assert.equal(result.outcome, "Denied");
    assert.deepEqual([result.timeline.length, result.stopped!.reason], [1, "no approvals"]);
    assert.deepEqual(result.notifications, []);
  });
});

describe("notifications", () => {
  const rule = (identifier: string, events: object[], more: object = {}) => ({
    identifier,
    enabled: true,
    pipelineEvents: events,
    notificationMethod: { type: "Email", spec: { userGroups: ["ops"], recipients: ["a@example.com"] } },
    ...more,
  });

  it("go out for the events, and the stages, that a rule names", () => {
    const notificationRules = [
      rule("all", [{ type: "AllEvents" }]),
      rule("gate", [{ type: "StageFailed", forStages: ["gate"] }]),
      rule("any", [{ type: "StageFailed", forStages: ["AllStages"] }]),
      rule("other", [{ type: "StageFailed", forStages: ["x"] }]),
      rule("off", [{ type: "AllEvents" }], { enabled: false }),
    ];
    const result = run([ask({}, {}, "1h")], {}, {}, { notificationRules });
    assert.deepEqual(
      result.notifications.map(({ offset, rule, event }) => [offset, rule, event]),
      [
        [0, "all", "PipelineStart"],
        [0, "all", "StageStart"],
        [0, "all", "WaitingForUserAction"],
        [3600, "all", "StepFailed"],
        [3600, "all", "StageFailed"],
        [3600, "gate", "StageFailed"],
        [3600, "any", "StageFailed"],
        [3600, "all", "PipelineFailed"],
        [3600, "all", "PipelineEnd"],
      ],
    );
    assert.deepEqual(result.notifications[0]!.to, ["ops", "a@example.com"]);
  });
});
