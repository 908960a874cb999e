/** Plans as files, and when one is the same as another. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withoutPlanNoise } from "../../src/cli/plans/engineRefusal";
import { assertSamePlan, differencesOf } from "../../src/cli/plans/compare";
import {
  planId,
  readSavedPlan,
  savedPlan,
  writeSavedPlan,
  type SavedPlan,
} from "../../src/cli/plans/savedPlan";
import type { Change } from "../../src/cli/engine/tally";
import { CatalogError } from "@harness-catalog/problems";

const pipeline = (name: string, more: Partial<Change> = {}): Change => ({
  op: "update",
  type: "harness:platform/pipeline:Pipeline",
  name,
  properties: ["yaml", "description"],
  inputs: "digest",
  ...more,
});
const secret = (properties: readonly string[], op: Change["op"] = "update"): Change => ({
  op,
  type: "harness:platform/secretText:SecretText",
  name: "token",
  properties,
  inputs: "digest",
});
const about = { stack: "prod", account: "acme", desired: "desired" };
const make = (...changes: Change[]): SavedPlan => savedPlan(about, changes);

describe("a saved plan", () => {
  let dir = "";
  before(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-plans-"))));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const file = (text: string): string => {
    writeFileSync(join(dir, "plan.json"), text);
    return join(dir, "plan.json");
  };
  const problemOf = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      assert.ok(error instanceof CatalogError);
      return error.problems[0];
    }
    return undefined;
  };

  it("does not depend on the order in which the engine met the objects", () => {
    const [a, b] = [pipeline("a"), pipeline("b", { properties: ["description", "yaml"] })];
    assert.equal(JSON.stringify(make(a, b)), JSON.stringify(make(b, a)));
    assert.equal(planId(make(a, b)), planId(make(b, a)));
    assert.notEqual(planId(make(a)), planId(make(b)));
    assert.match(planId(make(a)), /^[0-9a-f]{12}$/);
  });

  it("is read as it was written", () => {
    const plan = make(pipeline("a"), pipeline("b", { op: "delete" }));
    writeSavedPlan(join(dir, "plan.json"), plan);
    assert.deepEqual(readSavedPlan(join(dir, "plan.json"), "plan.json", "prod"), plan);
  });

  for (const [title, text, message] of [
    ["no JSON", "{", /cannot be read/],
    ["JSON of something else", "[]", /no plan of version 1/],
    ["a plan of another version", JSON.stringify({ ...make(), version: 2 }), /no plan of version 1: version/],
    ["a plan with a key that nobody knows", JSON.stringify({ ...make(), more: 1 }), /no plan of version 1/],
    [
      "a plan of another stack",
      JSON.stringify({ ...make(), stack: "nonprod" }),
      /of stack "nonprod", not "prod"/,
    ],
  ] as const) {
    it(`${title} is refused with its place and a cure`, () => {
      const problem = problemOf(() => readSavedPlan(file(text), "plan.json", "prod"));
      assert.equal(problem?.code, "CMD015");
      assert.match(problem?.message ?? "", message);
      assert.deepEqual(problem?.place, { file: "plan.json", line: 1, column: 1 });
      assert.match(problem?.hint ?? "", /plan --stack prod --save plan\.json/);
    });
  }

  it("a file that is not there, and one that cannot be written, are told", () => {
    assert.match(
      problemOf(() => readSavedPlan(join(dir, "none"), "none", "prod"))?.message ?? "",
      /no such file/,
    );
    assert.equal(problemOf(() => writeSavedPlan(join(dir, "no", "plan.json"), make()))?.code, "CMD013");
  });
});

describe("a plan made now, against the reviewed one", () => {
  for (const [title, reviewed, now, expected] of [
    ["the same", make(pipeline("a")), make(pipeline("a")), []],
    ["one operation more", make(), make(pipeline("a")), ["update of pipeline a is not in the plan"]],
    [
      "one less",
      make(pipeline("a")),
      make(),
      ["update of pipeline a is in the plan, and there is no need for it any more"],
    ],
    [
      "another operation",
      make(pipeline("a")),
      make(pipeline("a", { op: "delete" })),
      ["delete of pipeline a; the plan says update"],
    ],
    [
      "other inputs",
      make(pipeline("a")),
      make(pipeline("a", { inputs: "x" })),
      ["update of pipeline a is in the plan with other content"],
    ],
    [
      "other properties",
      make(pipeline("a")),
      make(pipeline("a", { properties: ["yaml"] })),
      ["update of pipeline a is in the plan with other content"],
    ],
    ["the new value of a secret", make(), make(secret(["value"])), []],
    [
      "a value beside another change",
      make(secret(["description"])),
      make(secret(["description", "value"])),
      [],
    ],
    [
      "another change beside a value",
      make(secret(["value"])),
      make(secret(["description", "value"])),
      ["update of secretText token is not in the plan"],
    ],
    ["a new secret", make(), make(secret([], "create")), ["create of secretText token is not in the plan"]],
    [
      "another account",
      make(),
      { ...make(), account: "other" },
      ['the plan is for account "acme", this run for "other"'],
    ],
    [
      "another catalog",
      make(),
      { ...make(), desired: "x" },
      ["the catalog (or the code that reads it) is not the one that the plan was made from"],
    ],
  ] as const) {
    it(title, () => assert.deepEqual(differencesOf(reviewed, now), expected));
  }

  it("names ten differences and counts the others", () => {
    const many = make(...Array.from({ length: 15 }, (_, index) => pipeline(`p${index}`)));
    assert.throws(
      () => assertSamePlan(make(), many, "plan.json"),
      (error: unknown) => {
        assert.ok(error instanceof CatalogError);
        assert.equal(error.problems.length, 11);
        assert.equal(error.exitCode, 1);
        assert.match(error.problems.at(-1)?.message ?? "", /^5 further operations differ$/);
        return error.problems.every(({ code }) => code === "CMD016");
      },
    );
  });
});

describe("the engine, held to a plan", () => {
  const urn = (name: string) =>
    `urn:pulumi:prod::p::harness-catalog:components:ServiceDelivery$harness:platform/pipeline:Pipeline::${name}`;
  const failed = (message: string) => ({ code: "CMD003", message, hint: "" }) as const;
  const violates = failed(
    `up failed: resource ${urn("cart")} violates plan: properties changed: ~~yaml[{a secret\nof many lines}!={b}]`,
  );
  const unseen = (name: string) =>
    failed(`up failed: expected resource operations for ${urn(name)} but none were seen`);
  const refused = {
    code: "HAR001",
    message: "pipeline cart: the API key may not do this",
    hint: "",
  } as const;
  const texts = (...problems: ConstructorParameters<typeof CatalogError>[0]) =>
    withoutPlanNoise(new CatalogError(problems), "prod", "plan.json").problems.map(
      ({ code, message }) => `${code} ${message}`,
    );
  const moved = (name: string) =>
    `CMD016 another run has changed the stack meanwhile: pipeline ${name} is not as it was in the plan`;

  it("refuses what another run has changed, and no value gets out", () => {
    assert.deepEqual(texts(violates, unseen("shop")), [moved("cart")]);
    assert.deepEqual(texts(unseen("shop")), [moved("shop")]);
  });

  it("tells a failure alone, not what it kept from being reached", () => {
    assert.deepEqual(texts(refused, unseen("shop"), unseen("cart")), [`HAR001 ${refused.message}`]);
    assert.deepEqual(texts(refused, violates), [moved("cart"), `HAR001 ${refused.message}`]);
    assert.equal(texts(...Array.from({ length: 30 }, (_, index) => unseen(`p${index}`))).length, 10);
  });
});
