/** Failure strategies on small pipelines, with timelines worked out by hand. */
import assert from "node:assert/strict";
import { check, group, next, on, run, stage, step, wait } from "./small";

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
