import assert from "node:assert/strict";
import { CatalogError } from "@harness-catalog/problems";
import { parseHeaders, parsePayload } from "../src/trigger/payload";

const problemOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof CatalogError) return error.problems[0]!;
    throw error;
  }
  return assert.fail("nothing was thrown");
};

describe("payload of a webhook", () => {
  it("is an object or a list, with or without a byte order mark", () => {
    assert.deepEqual(parsePayload("p.json", '{"a": [1]}'), { a: [1] });
    assert.deepEqual(parsePayload("p.json", "\uFEFF[]"), []);
  });

  for (const [text, line, column, found] of [
    ['{"a": 1,}', 1, 9, '"}" does not belong here'],
    ['{\n  "a": 1\n  "b": 2\n}\n', 3, 3, '"\\"" does not belong here'],
    ["{a: 1}", 1, 2, '"a" does not belong here'],
    ["nope", 1, 2, '"o" does not belong here'],
    ['{"a": tru}', 1, 10, '"}" does not belong here'],
    ['{"a": 01}', 1, 8, '"1" does not belong here'],
    ['{"a": 1} x', 1, 10, '"x" does not belong here'],
    ['{"a": "b', 1, 9, "it ends too early"],
    ['{"a":\n', 2, 1, "it ends too early"],
    ['{"a": "b\nc"}', 1, 9, '"\\n" does not belong here'],
    ["", 1, 1, "it ends too early"],
  ] as const)
    it(`${JSON.stringify(text)} is refused at ${line}:${column}`, () => {
      const { code, message, hint, place } = problemOf(() => parsePayload("p.json", text));
      assert.deepEqual(
        { code, message, place },
        {
          code: "SIM002",
          message: `the payload is not JSON: ${found}`,
          place: { file: "p.json", line, column },
        },
      );
      assert.match(hint, /correct the JSON/);
    });

  for (const [text, what] of [
    ['\n "x"', "a string"],
    ["1", "a number"],
    ["true", "a boolean"],
    ["null", "null"],
  ] as const)
    it(`${JSON.stringify(text)} is refused: it is ${what}`, () => {
      const { code, message, place } = problemOf(() => parsePayload("p.json", text));
      assert.equal(code, "SIM003");
      assert.equal(message, `the payload is ${what}`);
      assert.deepEqual(place, {
        file: "p.json",
        line: text.startsWith("\n") ? 2 : 1,
        column: text.startsWith("\n") ? 2 : 1,
      });
    });
});

describe("headers of a webhook", () => {
  it("are kept by lower-case name, the first of two counts, a value may hold colons", () => {
    assert.deepEqual(parseHeaders(["X-A: 1", "x-a: 2", "Url:http://x:1", "Empty:"]), {
      "x-a": "1",
      url: "http://x:1",
      empty: "",
    });
  });

  for (const line of ["X-A", ": 1", "", "X A: 1"])
    it(`${JSON.stringify(line)} is refused`, () =>
      assert.equal(problemOf(() => parseHeaders([line])).code, "CMD001"));
});
