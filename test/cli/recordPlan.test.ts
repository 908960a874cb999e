/**
 * A plan by record is the plan by state: 200 random edits of an applied catalog, each object held to the provider's own
 * Check and Diff on what the state says. test/engine/record.test.ts holds a few to the real engine.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { specs } from "@pulumi/harness/spec";
import { exampleCatalog } from "../plan/support";
import { keyOf, planCatalog, type Plan, type PlannedObject } from "../../src/plan";
import type { StateResource } from "../../src/cli/engine/recovery";
import { isSecretInput, placedKey } from "../../src/cli/plans/objects";
import { recordText } from "../../src/cli/plans/record/file";
import { recordOf } from "../../src/cli/plans/record/make";
import type { StackRecordFile } from "../../src/cli/plans/record/model";
import { changesSince } from "../../src/cli/plans/record/plan";
import { guardDeletions, type Holdings } from "../../src/catalog/guard";
import type { Catalog } from "../../src/catalog/model";
import { holdingsOf } from "../../infra/holdings";
import { withHeld } from "../../infra/inState";
import { packageRoot } from "../../src/paths/packageRoot";
import { startProvider, type Resource, type TestProvider } from "@pulumi/harness/test/support/provider";
import { randomEdits } from "./randomEdits";

type Wire = Readonly<Record<string, unknown>>;

const secretMark = "4dabf18193072939515e22adb298388d";
const environments = ["int", "pre", "prod"];

describe("a plan by record", function () {
  this.timeout(300_000);
  let provider: TestProvider;
  const state = new Map<string, Resource & { readonly urn: string; readonly parent: string }>();
  let record: StackRecordFile;

  const planOf = (catalog: Catalog): Plan => {
    const here = environments.filter((key) => catalog.platform.environments[key] !== undefined);
    return planCatalog(catalog, { account: "acct", environments: here, stack: "dev" });
  };

  before(async () => {
    provider = await startProvider();
    const objects = planOf(exampleCatalog()).units.flatMap((unit) =>
      unit.objects.map((object) => ({ unit, object })),
    );
    for (const { unit, object } of objects) {
      const key = placedKey(unit.component, keyOf(object));
      const { inputs } = await provider.check(object.kind, given(object));
      const parent = `urn:pulumi:dev::p::harness-catalog:components:${unit.component}::${unit.name}`;
      const urn = `urn:pulumi:dev::p::harness-catalog:components:${unit.component}$${specs[object.kind].token}::${object.name}`;
      state.set(key, { ...(await provider.create(object.kind, inputs)), urn, parent });
    }
    await drift();
    record = recordOf("dev", [...state.values()].map(exported), "salt-of-the-test");
  });
  after(() => provider.close());

  /** Half of the objects are as a refresh finds them; some were changed by hand, and one was made in part. */
  async function drift(): Promise<void> {
    let index = 0;
    for (const [key, resource] of state) {
      index += 1;
      if (index % 2 === 0) continue;
      const kind = kindOf(key);
      const read = await provider.read(kind, resource.id, resource);
      const byHand =
        index % 9 === 0 && "description" in specs[kind].inputs.shape
          ? { ...read.inputs, description: "by hand" }
          : read.inputs;
      state.set(key, { ...resource, state: { ...read.state }, inputs: byHand });
    }
  }

  /** What the engine would make of one object. */
  const truths = new Map<string, readonly string[]>();
  async function truth(key: string, news: Wire, secrets: readonly string[]): Promise<readonly string[]> {
    const mark = `${key} ${JSON.stringify(news)}`;
    const known = truths.get(mark);
    if (known !== undefined) return known;
    const before = state.get(key)!;
    // What the program leaves alone (ignoreChanges), the engine fills in from the state.
    const kept = Object.fromEntries(secrets.map((name) => [name, before.inputs[name]]));
    const { inputs } = await provider.check(kindOf(key), { ...news, ...kept }, before.inputs);
    const response = await provider.diff(kindOf(key), before, inputs);
    const op = response.getReplacesList().length > 0 ? "replace" : "update";
    const said = response.getDiffsList().length === 0 ? [] : [op, ...response.getDiffsList().sort()];
    truths.set(mark, said);
    return said;
  }

  async function byState(plan: Plan): Promise<Record<string, readonly string[]>> {
    const all: Record<string, readonly string[]> = {};
    const next = new Set<string>();
    for (const { component, objects } of plan.units) {
      for (const object of objects) {
        const key = placedKey(component, keyOf(object));
        const secrets = Object.keys(object.inputs).filter((name) => isSecretInput({ object }, name));
        const said = state.has(key) ? await truth(key, given(object), secrets) : ["create"];
        if (said.length > 0) all[key] = said;
        next.add(key);
      }
    }
    for (const key of state.keys()) if (!next.has(key)) all[key] = ["delete"];
    return all;
  }

  function byRecord(plan: Plan): Record<string, readonly string[]> {
    const { changes, tally } = changesSince(record, plan);
    const total = plan.units.reduce((sum, unit) => sum + unit.objects.length, 0);
    assert.equal(tally.create + tally.update + tally.replace + tally.same, total);
    return Object.fromEntries(
      changes.map(({ op, type, name, properties, group }) => [
        placedKey(group!.component, `${type.split(/[/:]/)[2]}/${name}`),
        [op, ...[...properties].sort()],
      ]),
    );
  }

  it("of the applied catalog shows what was changed by hand, and nothing else", async () => {
    const plan = planOf(exampleCatalog());
    const expected = await byState(plan);
    assert.ok(Object.keys(expected).length > 0 && Object.keys(expected).length < 20);
    assert.deepEqual(byRecord(plan), expected);
  });

  it("of 200 random edits is that by the provider's Check and Diff: operations, objects and properties", async () => {
    const example = Object.fromEntries(
      ["services.yaml", "platform.yaml"].map((name) => [
        name,
        readFileSync(join(packageRoot(), "catalog", name), "utf8"),
      ]),
    );
    const edits = randomEdits(example, 200, 20261130);
    assert.equal(edits.length, 200);
    const seen = new Set<string>();
    for (const { title, catalog } of edits) {
      const plan = planOf(catalog);
      const expected = await byState(plan);
      assert.deepEqual(byRecord(plan), expected, title);
      for (const [op] of Object.values(expected)) seen.add(op ?? "");
    }
    assert.deepEqual([...seen].sort(), ["create", "delete", "replace", "update"]);
  });

  it("writes an object again whose last write ended half-way", () => {
    const [first, ...rest] = [...state.values()].map(exported);
    const partial = recordOf("dev", [{ ...first!, initErrors: ["x"] } as StateResource, ...rest], "salt");
    const { changes } = changesSince(partial, planOf(exampleCatalog()));
    assert.ok(changes.some(({ op, name }) => op === "update" && first!.urn.endsWith(`::${name}`)));
  });

  it("tells the guard what a run that failed has made, which no outputs say", () => {
    const held = record.held ?? { services: [], kept: {} };
    const holdings = holdingsOf(planOf(exampleCatalog()), "false");
    const losses = (after: Holdings) =>
      guardDeletions({ before: withHeld({}, held, [], after), after }).losses.map(({ name }) => name);
    assert.deepEqual(losses(holdings), []);
    const [gone = "", ...services] = holdings.services;
    const kept = Object.fromEntries(
      Object.entries(holdings.kept).map(([kind, { [gone]: _, ...rest }]) => [kind, rest]),
    );
    assert.deepEqual(losses({ ...holdings, services, kept }), [gone]);
    const { held: nothing } = recordOf("dev", [...state.values()].map(exported).concat(toldBy(held)), "salt");
    assert.equal(nothing, undefined, "what the outputs say is not said again");
  });

  it("holds no value of any input, and is the same for the same state and salt", () => {
    const text = recordText(record);
    assert.equal(
      text,
      recordText(recordOf("dev", [...state.values()].reverse().map(exported), "salt-of-the-test")),
    );
    for (const value of ["pipeline:", "by hand", "Payment processing", "hooks.slack", "not-set-yet"])
      assert.ok(!text.includes(value), value);
    const secrets = record.objects.filter(({ kind }) => kind === "secretText");
    assert.ok(secrets.length > 0 && secrets.every(({ digests }) => digests["value"] === "secret"));
    const other = recordOf("dev", [...state.values()].map(exported), "another-salt-of-it");
    assert.notDeepEqual(other.objects, record.objects);
  });

  it("tells members that Harness fills in by one digest without them, which is enough for one such member", () => {
    for (const [kind, { filled }] of Object.entries(specs)) assert.ok(filled.length <= 1, kind);
  });
});

/** The stack, with outputs that say what is held. */
function toldBy(outputs: Record<string, unknown>): StateResource {
  const type = "pulumi:pulumi:Stack";
  return { urn: `urn:pulumi:dev::p::${type}::p-dev`, custom: false, type, outputs: { ...outputs } };
}

/** Inputs as the program registers them; a stand-in is where a secret goes. */
function given(object: PlannedObject): Wire {
  const entries = Object.entries(object.inputs);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isSecretInput({ object }, key) ? "secret" : value]),
  );
}

function kindOf(key: string): keyof typeof specs {
  return key.slice(key.indexOf("$") + 1).split("/")[0] as keyof typeof specs;
}

/** As the engine exports it. */
function exported({
  urn,
  parent,
  id,
  inputs,
  state,
}: Resource & { urn: string; parent: string }): StateResource {
  const type = urn.split("::")[2]!.split("$").at(-1)!;
  const values = (wire: Wire) => shown(wire) as Record<string, unknown>;
  return { urn, custom: true, type, id, parent, inputs: values(inputs), outputs: values(state) };
}

/** The engine shows a secret as the JSON text of its value. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  if (secretMark in value) {
    return {
      [secretMark]: "1b47061264138c4ac30d75fd1eb44270",
      plaintext: JSON.stringify((value as Wire)["value"]),
    };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item)]));
}
