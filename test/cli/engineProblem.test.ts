import assert from "node:assert/strict";
import { engineProblem, engineProblems } from "../../src/cli/engine/engineProblem";
import { formatProblem, problem } from "@harness-catalog/problems";

describe("what the engine says", () => {
  it("gives a problem of ours back its code and cure", () => {
    const ours = problem("HAR003", 'Project "platform" exists already (and how)', "take it over (by id)")
      .problems[0]!;
    const { problems } = engineProblems("up failed", [
      formatProblem(ours),
      "update failed",
      formatProblem(ours),
    ]);
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.code, "HAR003");
    assert.deepEqual(problems[0], ours);
  });

  it("parts message and cure where they meet, whatever parentheses and lines they have", () => {
    for (const ours of [
      problem("CMD002", "2 of 5 (40 %)\n  a (b)", "allow (exactly) this").problems[0]!,
      problem("HAR003", "exists (as (often) before)", "use (a) or b").problems[0]!,
      problem("HAR003", "exists (twice)  and f(x)", "b").problems[0]!,
      problem("HAR003", "no cure", "").problems[0]!,
    ])
      assert.deepEqual(engineProblems("up", [formatProblem(ours)]).problems, [ours]);
  });

  it("keeps what is not ours under CMD003", () => {
    const { problems } = engineProblems("up failed", ["disk full", "odd  [XYZ999]"]);
    assert.deepEqual(
      problems.map(({ code, message }) => [code, message]),
      [
        ["CMD003", "up failed: disk full"],
        ["CMD003", "up failed: odd  [XYZ999]"],
      ],
    );
  });

  it("takes the error lines out of a failed command, and knows a wrong passphrase", () => {
    const text =
      "code: -2\n stderr: Command failed with exit code 1: pulumi up\nerror: incorrect passphrase\n err?: Error: x";
    const found = engineProblem("stack cannot be opened", new Error(text)).problems[0];
    assert.equal(found?.message, "stack cannot be opened: incorrect passphrase");
    assert.match(found?.hint ?? "", /PULUMI_CONFIG_PASSPHRASE/);
  });
});
