import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fillForm } from "../../src/run/steps/approverInputs";
import { invent } from "../../src/run/steps/invent";
import { nominalMinutes, otherMinutes, strategyOf } from "../../src/run/steps/kinds";

describe("made-up values", () => {
  for (const [pattern, text] of [
    ["^CHG[0-9]{7}$", "CHG0000000"],
    ["CHG\\d{6}", "CHG000000"],
    ["^(yes|no)$", "yes"],
    ["[A-Z]{2,4}-?\\d+", "AA0"],
    ["(?:a|b)c*[^a]", "a0"],
    ["a\\.b", "a.b"],
    [".+", "a"],
  ] as const)
    it(`${pattern} is met by ${text}`, () => assert.equal(invent(pattern), text));

  for (const pattern of ["(?=x)y", "[", "a(?<!a)b"])
    it(`nothing is made up for ${pattern}`, () => assert.equal(invent(pattern), undefined));
});

describe("approver inputs", () => {
  const spec = {
    approverInputs: [
      { name: "ticket", required: true, regex: "^CHG[0-9]{7}$" },
      { name: "plan", required: true },
      { name: "when", defaultValue: "now", selectOneFrom: "now,tonight" },
      { name: "note" },
    ],
  };

  it("what is required and not given is made up, and said to be", () => {
    assert.deepEqual(fillForm(spec, {}), {
      values: { ticket: "CHG0000000", plan: "as agreed", when: "now" },
      invented: ["ticket", "plan"],
      problems: [],
    });
  });

  it("what is given counts, also when it is wrong", () => {
    const { values, invented, problems } = fillForm(spec, { ticket: "X1", plan: "revert", when: "later" });
    assert.deepEqual(values, { ticket: "X1", plan: "revert", when: "later" });
    assert.deepEqual(invented, []);
    assert.deepEqual(problems, [
      'ticket is "X1", which does not match ^CHG[0-9]{7}$',
      'when is "later", not of now, tonight',
    ]);
  });

  it("a pattern nothing can be made up for is a problem", () => {
    const { problems } = fillForm({ approverInputs: [{ name: "x", required: true, regex: "(?=x)y" }] }, {});
    assert.deepEqual(problems, ["x is required, and no value can be made up for it"]);
  });
});

describe("kinds of step", () => {
  for (const [types, strategy] of [
    [["K8sCanaryDeploy", "Verify", "K8sRollingDeploy"], "canary"],
    [["K8sBlueGreenDeploy", "K8sBGSwapServices"], "blue-green"],
    [["EcsRollingDeploy"], "rolling"],
    [["K8sApply"], "job"],
    [["EcsRunTask"], "job"],
    [["ShellScript"], ""],
  ] as const)
    it(`${types.join(", ")}: ${strategy || "no known strategy"}`, () =>
      assert.equal(strategyOf(types), strategy));
});

describe("nominal durations", () => {
  it("are those that docs/simulate.md lists", () => {
    const text = readFileSync(join(__dirname, "..", "..", "..", "..", "..", "docs", "simulate.md"), "utf8");
    const rows = [...text.matchAll(/^\| ([\w ]+) \| (\d+) \|$/gm)].map(([, type, minutes]) => [
      type,
      Number(minutes),
    ]);
    assert.deepEqual(Object.fromEntries(rows), { ...nominalMinutes, Policy: 0, "any other": otherMinutes });
  });
});
