/** Conditions, parallel branches and loops on small pipelines, with timelines worked out by hand. */
import assert from "node:assert/strict";
import type { RunResult } from "../../src/run/model";
import { check, group, next, on, run, stage, step, wait } from "./small";
import { lines } from "./support";

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
    assert.deepEqual(statuses(run([first("Ignore"), ...after], words)), [
      "Success",
      "Success",
      "Skipped",
      "Success",
    ]);
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
          group(
            "g",
            [step("y", "Http")],
            when("stageStatus", "Success", '<+pipeline.variables.loud> != "yes"'),
          ),
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
    const steps = [
      step("go", "Http", { when: { stageStatus: "Success", condition: '<+matrix.cell> != "y"' } }),
    ];
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
