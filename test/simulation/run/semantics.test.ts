/** Strategies, conditions, groups and loops on small pipelines, with timelines worked out by hand. */
import assert from "node:assert/strict";
import type { RunResult } from "../../../simulation/run/model";
import { simulateRun } from "../../../simulation/run/simulate";
import type { Surroundings } from "../../../simulation/run/surroundings";
import { expected, lines, scenario, world, type Words } from "./support";

const step = (identifier: string, type: string, more: object = {}) => ({
  step: { identifier, name: identifier, type, timeout: "10m", spec: {}, ...more },
});
const wait = (identifier: string, duration: string, more: object = {}) =>
  step(identifier, "Wait", { spec: { duration }, ...more });
const group = (identifier: string, steps: object[], more: object = {}) => ({
  stepGroup: { identifier, name: identifier, steps, ...more },
});
const stage = (identifier: string, steps: object[], more: object = {}, rollbackSteps: object[] = []) => ({
  stage: { identifier, name: identifier, type: "Custom", spec: { execution: { steps, rollbackSteps } }, ...more },
});
const on = (error: string, type: string, spec: object = {}) => ({
  failureStrategies: [{ onFailure: { errors: [error], action: { type, spec } } }],
});

function run(stages: object[], words: Words = {}, parts: Partial<Surroundings> = {}): RunResult {
  const pipeline = {
    identifier: "p",
    name: "p",
    variables: [
      { name: "imageTag", type: "String", value: "<+input>" },
      { name: "loud", type: "String", value: "<+input>.default(no)" },
    ],
    stages,
  };
  return simulateRun(pipeline, world(parts), scenario(words));
}

function check(stages: object[], words: Words, timeline: string, outcome: RunResult["outcome"]): RunResult {
  const result = run(stages, words);
  assert.deepEqual(lines(result), expected(timeline));
  assert.equal(result.outcome, outcome);
  return result;
}

const next = stage("next", [wait("w", "1m")]);

describe("failure strategies", () => {
  it("without any the step fails, and with it stage and run", () => {
    check(
      [stage("a", [step("x", "Http"), step("y", "Http")]), next],
      { fail: ["a.x"] },
      `
      0s  a     Failed
      0s  a/x   Failed
      1m  a/y   Skipped
      1m  next  Skipped`,
      "Failed",
    );
  });

  for (const [action, status] of [
    ["Ignore", "IgnoreFailed"],
    ["MarkAsSuccess", "Success"],
  ] as const)
    it(`${action} goes on`, () => {
      check(
        [stage("a", [step("x", "Http", on("AllErrors", action)), step("y", "Http")]), next],
        { fail: ["a.x"] },
        `
        0s  a       Success
        0s  a/x     ${status}
        1m  a/y     Success
        2m  next    Success
        2m  next/w  Success`,
        "Success",
      );
    });

  it("Abort ends the run, also for stages that run on failure", () => {
    const always = stage("always", [wait("w", "1m")], { when: { pipelineStatus: "All" } });
    const result = check(
      [stage("a", [step("x", "Http")], on("AllErrors", "Abort")), always],
      { fail: ["a.x"] },
      `
      0s  a       Aborted
      0s  a/x     Aborted
      1m  always  Skipped`,
      "Aborted",
    );
    assert.equal(result.timeline[2]!.detail, "the run was aborted");
  });

  it("Retry tries again after its intervals, then does what comes after", () => {
    const action = { onRetryFailure: { action: { type: "StageRollback" } } };
    const retry = on("AllErrors", "Retry", { retryCount: 2, retryIntervals: ["10s", "1m"], ...action });
    const stages = [stage("a", [step("x", "Http", retry)], {}, [step("undo", "Http")])];
    check(
      stages,
      { fail: ["x"] },
      `
      0s      a       Failed
      0s      a/x     Failed
      1m 10s  a/x     Failed
      3m 10s  a/x     Failed
      4m 10s  a/undo  Success`,
      "Failed",
    );
    const once = { failing: [{ target: "x", error: undefined, times: 1, origin: { text: "f" } }] };
    check(
      stages,
      { more: once },
      `
      0s      a    Success
      0s      a/x  Failed
      1m 10s  a/x  Success`,
      "Success",
    );
  });

  it("ManualIntervention waits for its timeout, then does what it says", () => {
    const spec = { timeout: "2h", onTimeout: { action: { type: "StageRollback" } } };
    const result = check(
      [stage("a", [step("x", "Http")], on("AllErrors", "ManualIntervention", spec), [step("undo", "Http")])],
      { fail: ["a.x"] },
      `
      0s     a       Failed
      0s     a/x     Failed
      1m     a/x     Waiting
      2h 1m  a/undo  Success`,
      "Failed",
    );
    assert.equal(result.timeline[2]!.type, "ManualIntervention");
  });

  it("the step's strategy wins over the group's, the group's over the stage's; a named error over AllErrors", () => {
    const inner = group("g", [step("x", "Http", on("Timeout", "Ignore")), step("y", "Http")], {
      failureStrategies: [
        ...on("AllErrors", "Abort").failureStrategies,
        ...on("Connectivity", "MarkAsSuccess").failureStrategies,
      ],
    });
    const stages = [stage("a", [inner], on("AllErrors", "StageRollback"))];
    check(
      stages,
      { fail: ["x=Timeout", "y=Connectivity"] },
      `
      0s   a      Success
      0s   a/g.x  IgnoreFailed
      10m  a/g.y  Success`,
      "Success",
    );
    assert.equal(run(stages, { fail: ["x=Authorization"] }).outcome, "Aborted");
  });

  it("StepGroupRollback undoes its group; StageRollback the groups, the last one first, then the stage", () => {
    const undo = (name: string) => ({ rollbackSteps: [step(`undo_${name}`, "Http")] });
    const groups = [group("g", [step("x", "Http")], undo("g")), group("h", [step("y", "Http")], undo("h"))];
    check(
      [stage("a", groups, on("AllErrors", "StepGroupRollback"), [step("undo", "Http")])],
      { fail: ["y"] },
      `
      0s  a           Failed
      0s  a/g.x       Success
      1m  a/h.y       Failed
      2m  a/h.undo_h  Success`,
      "Failed",
    );
    check(
      [stage("a", groups, on("AllErrors", "StageRollback"), [step("undo", "Http")])],
      { fail: ["y"] },
      `
      0s  a           Failed
      0s  a/g.x       Success
      1m  a/h.y       Failed
      2m  a/h.undo_h  Success
      3m  a/g.undo_g  Success
      4m  a/undo      Success`,
      "Failed",
    );
  });

  it("PipelineRollback undoes the stages before as well, the last one first", () => {
    const deploy = (name: string, more: object = {}) =>
      stage(name, [step("x", "Http")], more, [step("undo", "Http")]);
    check(
      [deploy("a"), deploy("b"), deploy("c", on("AllErrors", "PipelineRollback")), next],
      { fail: ["c.x"] },
      `
      0s  a       Success
      0s  a/x     Success
      1m  b       Success
      1m  b/x     Success
      2m  c       Failed
      2m  c/x     Failed
      3m  c/undo  Success
      4m  b/undo  Success
      5m  a/undo  Success
      6m  next    Skipped`,
      "Failed",
    );
  });
});

describe("conditions", () => {
  const when = (of: string, status: string, condition?: string) => ({ when: { [of]: status, condition } });

  it("stages may run on failure or always, and a stage that was rolled back is no failure", () => {
    const after = [
      stage("good", [wait("w", "1m")]),
      stage("bad", [wait("w", "1m")], when("pipelineStatus", "Failure")),
      stage("ever", [wait("w", "1m")], when("pipelineStatus", "All")),
    ];
    const statuses = (result: RunResult) =>
      result.timeline.filter((entry) => entry.step === "").map(({ status }) => status);
    const first = (action: string) => stage("a", [step("x", "Http")], on("AllErrors", action));
    const words = { fail: ["a.x"] };
    assert.deepEqual(statuses(run([first("Ignore"), ...after], words)), ["Success", "Success", "Skipped", "Success"]);
    assert.deepEqual(statuses(run([first("MarkAsFailure"), ...after], words)), [
      "Failed",
      "Skipped",
      "Success",
      "Success",
    ]);
    assert.deepEqual(statuses(run([first("StageRollback"), ...after], words)), [
      "Failed",
      "Skipped",
      "Skipped",
      "Success",
    ]);
  });

  it("steps and groups run by stageStatus and condition", () => {
    check(
      [
        stage("a", [
          step("x", "Http", when("stageStatus", "Success", '<+pipeline.variables.loud> == "yes"')),
          group("g", [step("y", "Http")], when("stageStatus", "Success", '<+pipeline.variables.loud> != "yes"')),
          step("z", "Http", when("stageStatus", "Failure")),
        ]),
      ],
      { set: { loud: "yes" } },
      `
      0s  a    Success
      0s  a/x  Success
      1m  a/g  Skipped
      1m  a/z  Skipped`,
      "Success",
    );
  });

  it("what is not evaluated does not run, and leaves the outcome undecided", () => {
    const result = run([stage("a", [step("x", "Http", when("stageStatus", "Success", "<+a.b> > 3"))]), next]);
    assert.deepEqual(lines(result).slice(0, 2), ["0s  a  Success", "0s  a/x  NotEvaluated"]);
    assert.equal(result.outcome, "Undecided");
    assert.match(result.stopped!.reason, /not evaluated/);
    assert.equal(run([{ stage: { identifier: "c", type: "Pipeline", spec: {} } }]).outcome, "Undecided");
  });
});

describe("beside each other and in loops", () => {
  it("parallel stages and steps end with the last of them", () => {
    check(
      [
        {
          parallel: [
            stage("a", [{ parallel: [wait("x", "2m"), group("g", [wait("y", "1m"), wait("z", "4m")])] }]),
            stage("b", [step("x", "Http")], on("AllErrors", "StageRollback"), [step("undo", "Http")]),
          ],
        },
        next,
      ],
      { fail: ["b.x"] },
      `
      0s  a       Success
      0s  a/x     Success
      0s  a/g.y   Success
      0s  b       Failed
      0s  b/x     Failed
      1m  a/g.z   Success
      1m  b/undo  Success
      5m  next    Skipped`,
      "Failed",
    );
  });

  it("a matrix of stages runs as many at once as it may; one turn can fail", () => {
    const strategy = { matrix: { cell: ["x", "y", "z"], maxConcurrency: 2 } };
    const steps = [step("go", "Http", { when: { stageStatus: "Success", condition: '<+matrix.cell> != "y"' } })];
    check(
      [stage("a", [...steps, wait("w", "2m")], { strategy })],
      { fail: ["a_2.go"] },
      `
      0s  a_0     Success
      0s  a_0/go  Success
      0s  a_1     Success
      0s  a_1/go  Skipped
      0s  a_1/w   Success
      1m  a_0/w   Success
      2m  a_2     Failed
      2m  a_2/go  Failed
      3m  a_2/w   Skipped`,
      "Failed",
    );
  });

  it("steps repeat, and see their turn", () => {
    const strategy = { repeat: { items: ["1m", "3m"], maxConcurrency: 1 } };
    check(
      [stage("a", [wait("w", "<+repeat.item>", { strategy })])],
      {},
      `
      0s  a      Success
      0s  a/w_0  Success
      1m  a/w_1  Success`,
      "Success",
    );
  });
});
