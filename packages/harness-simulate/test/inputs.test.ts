import assert from "node:assert/strict";
import { inputProblems } from "../src/trigger/inputs";
import { parseRuntimeInput } from "../src/trigger/runtimeInput";

const pipeline = (variable: object) => ({
  identifier: "p",
  variables: [{ name: "tag", type: "String", ...variable }],
});
const inputs = (value?: unknown) => ({
  identifier: "p",
  ...(value === undefined ? {} : { variables: [{ name: "tag", type: "String", value }] }),
});

describe("inputs of a trigger against its pipeline", () => {
  for (const [title, variable, value, problem] of [
    ["a required one is given", { required: true, value: "<+input>" }, "v1", undefined],
    ["a required one is left out", { required: true, value: "<+input>" }, undefined, "tag is required"],
    ["a required one is empty", { required: true, value: "<+input>" }, "", "tag is required"],
    ["a default stands in", { required: true, value: "<+input>.default(v0)" }, undefined, undefined],
    ["an optional one is left out", { value: "<+input>" }, undefined, undefined],
    ["one is left open", { required: true, value: "<+input>" }, "<+input>", "left open"],
    ["a pattern is met", { value: "<+input>.regex(^v[0-9]$)" }, "v1", undefined],
    ["a pattern is met in part", { value: "<+input>.regex(v[0-9])" }, "xv1", "does not match v[0-9]"],
    ["a pattern is broken", { value: "<+input>.regex([)" }, "v1", "cannot be read"],
    [
      "a default breaks the pattern",
      { value: "<+input>.regex(a).default(b)" },
      undefined,
      "does not match a",
    ],
    ["a value is allowed", { value: "<+input>.allowedValues(a, b)" }, "b", undefined],
    ["a value is not allowed", { value: "<+input>.allowedValues(a, b)" }, "c", "not one of a, b"],
    ["a number is one", { type: "Number", value: "<+input>" }, "12", undefined],
    ["a number is none", { type: "Number", value: "<+input>" }, "twelve", "not a number"],
    ["a fixed value is given anew", { value: "v1" }, "v2", "fixed value"],
    ["a fixed value is left alone", { value: "v1" }, undefined, undefined],
  ] as const)
    it(title, () => {
      const problems = inputProblems(pipeline(variable), inputs(value));
      assert.equal(problems.length, problem === undefined ? 0 : 1, problems.join("; "));
      if (problem !== undefined) assert.ok(problems[0]!.includes(problem), problems[0]);
    });

  it("an input the pipeline does not have, with the likely name", () => {
    const given = { identifier: "p", variables: [{ name: "tga", value: "x" }] };
    assert.deepEqual(inputProblems(pipeline({ value: "<+input>" }), given), [
      'the pipeline has no variable "tga" (did you mean "tag"?)',
    ]);
  });

  it("inputs of another pipeline", () => {
    assert.deepEqual(inputProblems(pipeline({ value: "<+input>" }), { identifier: "q" }), [
      'the inputs are for pipeline "q", not for "p"',
    ]);
  });
});

describe("declarations of runtime inputs", () => {
  it("a fixed value is none", () => assert.equal(parseRuntimeInput("v1"), undefined));

  it("brackets inside a pattern belong to it", () => {
    const declared = parseRuntimeInput("<+input>.regex(^(a|b[)]|\\))$).allowedValues(a,b).default(a)");
    assert.deepEqual(declared, {
      pattern: "^(a|b[)]|\\))$",
      allowedValues: ["a", "b"],
      defaultValue: "a",
    });
  });
});
