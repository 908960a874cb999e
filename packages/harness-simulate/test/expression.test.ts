import assert from "node:assert/strict";
import type { WebhookEvent } from "../src/trigger/model";
import { resolve, resolveText } from "../src/trigger/expression";

const event: WebhookEvent = {
  payload: {
    text: "a",
    number: 1.5,
    yes: true,
    zero: 0,
    empty: "",
    nothing: null,
    list: [{ name: "first" }, ["x", "y"]],
    map: { "with-hyphen": 1, "with.dot": 2, toString: "own" },
  },
  headers: { "x-build": "42" },
};

describe("expressions of triggers", () => {
  for (const [expression, text] of [
    ["<+trigger.payload.text>", "a"],
    ["<+eventPayload.text>", "a"],
    ["<+trigger.payload.number>", "1.5"],
    ["<+trigger.payload.yes>", "true"],
    ["<+trigger.payload.zero>", "0"],
    ["<+trigger.payload.empty>", ""],
    ["<+trigger.payload.list[0].name>", "first"],
    ["<+eventPayload.list[1][1]>", "y"],
    ["<+trigger.payload.list[1]>", '["x","y"]'],
    ["<+trigger.payload.map.with-hyphen>", "1"],
    ["<+trigger.payload['map'][\"with.dot\"]>", "2"],
    ["<+trigger.payload.map.toString>", "own"],
    ["<+trigger.header['X-Build']>", "42"],
    ['<+trigger.header["x-BUILD"]>', "42"],
    ["<+trigger.type>", "Webhook"],
  ] as const)
    it(`${expression} is ${JSON.stringify(text)}`, () =>
      assert.deepEqual(resolve(expression, event), { state: "found", text }));

  for (const expression of [
    "<+trigger.payload.other>",
    "<+trigger.payload.nothing>",
    "<+trigger.payload.text.deeper>",
    "<+trigger.payload.list[7]>",
    "<+trigger.payload.map.constructor>",
    "<+trigger.payload.list.map>",
    "<+trigger.header['X-Other']>",
  ])
    it(`${expression} has no value`, () =>
      assert.deepEqual(resolve(expression, event), { state: "missing" }));

  for (const expression of [
    "text",
    "targetBranch",
    "<+pipeline.name>",
    "<+trigger.branch>",
    "<+trigger.payload.text.toUpperCase()>",
    "<+trigger.payload.list[a]>",
    "<+trigger.payload..text>",
    "<+>",
    "",
  ])
    it(`${JSON.stringify(expression)} is none over payload or headers`, () =>
      assert.deepEqual(resolve(expression, event), { state: "foreign" }));

  it("a text keeps what is around expressions and names those without a value", () => {
    const text = "x-<+trigger.payload.text>-<+trigger.payload.other>-<+pipeline.name>";
    assert.deepEqual(resolveText(text, event), {
      text: "x-a-null-<+pipeline.name>",
      missing: ["<+trigger.payload.other>"],
      foreign: ["<+pipeline.name>"],
    });
  });

  it("a value that looks like an expression is not resolved again", () => {
    const sly = { payload: { a: "<+trigger.payload.b>", b: "secret" }, headers: {} };
    assert.equal(resolveText("<+trigger.payload.a>", sly).text, "<+trigger.payload.b>");
  });
});
