import assert from "node:assert/strict";
import fc from "fast-check";
import { specs } from "../src/sdk/spec";
import { markOfCreate, markOfRead, provesUnchanged } from "../src/provider/handlers/marks";
import { isEqual, isOurs, marksOf } from "../src/provider/handlers/ownership";
import { tagList, tagMap } from "../src/provider/handlers/tags";
import { notesIn } from "../src/provider/notes";
import { afterRead, stateAfterWrite } from "../src/provider/state";
import { isSecret, secret } from "../src/provider/wire/secrets";
import { fromStruct, plain, toStruct, type Wire } from "../src/provider/wire/struct";
import { unknown, unknownMarker } from "../src/provider/wire/unknowns";
import { cases } from "./support/cases";

describe("state", () => {
  it("after a write holds the inputs as given and what Harness filled in", () => {
    const inputs = { identifier: "p", orgId: "o", name: "P" };
    const found = {
      remote: { identifier: "p", name: "P", color: "#fff", modules: ["CD"] },
      mark: "created:5",
    };
    const state = stateAfterWrite(specs.project, inputs, found);
    assert.deepEqual(
      { ...state, __meta: undefined },
      { ...inputs, color: "#fff", modules: ["CD"], __meta: undefined },
    );
    assert.equal(notesIn(state).changeMark, "created:5");
  });

  it("keeps what was filled in when a write does not answer it, and forgets the mark", () => {
    const before = { color: "#fff", description: "old", __meta: '{"changeMark":"updated:1"}' };
    const state = stateAfterWrite(specs.project, { identifier: "p" }, { remote: {} }, before);
    assert.deepEqual(state, { identifier: "p", color: "#fff" });
  });

  it("after a read shows drift in the inputs, and keeps spellings that mean the same", () => {
    const inputs = { identifier: "o", name: "O", tags: ["b", "a"] };
    const same = afterRead(
      specs.organization,
      { inputs, state: inputs },
      { remote: { ...inputs, tags: ["a", "b"] } },
    );
    assert.deepEqual(same.inputs, inputs);
    const drift = { identifier: "o", name: "renamed", description: "by hand", tags: ["a", "b"] };
    const after = afterRead(specs.organization, { inputs, state: inputs }, { remote: drift });
    assert.deepEqual(after.inputs, { ...drift, tags: ["b", "a"] });
    const gone = afterRead(
      specs.organization,
      { inputs, state: inputs },
      { remote: { identifier: "o", name: "O" } },
    );
    assert.deepEqual(gone.inputs, { identifier: "o", name: "O" });
  });

  it("keeps inputs that Harness never says", () => {
    const inputs = { identifier: "s", value: secret("v"), description: "d" };
    const after = afterRead(specs.secretText, { inputs, state: inputs }, { remote: { identifier: "s" } });
    assert.deepEqual(after.inputs, { identifier: "s", value: secret("v") });
    assert.ok(isSecret(after.state["value"]));
    const local = { identifier: "s", forceDelete: true };
    const kept = afterRead(specs.service, { inputs: local, state: local }, { remote: { identifier: "s" } });
    assert.equal(kept.inputs["forceDelete"], true);
  });

  it("survives notes that are not its own", () => {
    assert.equal(notesIn({ __meta: '{"schema_version":"1"}' }).changeMark, undefined);
    assert.equal(notesIn({ __meta: "no json" }).changeMark, undefined);
    assert.equal(notesIn({}).changeMark, undefined);
  });
});

describe("change marks", () => {
  it("prove that nothing changed since the read or the create", () => {
    const read = markOfRead(50);
    assert.ok(provesUnchanged(read, { created: 1, updated: 50 }));
    assert.ok(!provesUnchanged(read, { created: 1, updated: 51 }));
    const made = markOfCreate(100_000);
    assert.ok(provesUnchanged(made, { created: 100_900, updated: 100_900 }));
    assert.ok(!provesUnchanged(made, { created: 100_900, updated: 100_901 }), "changed later");
    assert.ok(!provesUnchanged(made, { created: 200_000, updated: 200_000 }), "made anew by somebody");
    assert.ok(!provesUnchanged(undefined, { created: 1, updated: 1 }));
    assert.ok(!provesUnchanged("updated:NaN", { created: NaN, updated: NaN }));
  });
});

describe("ownership", () => {
  const { service, policy, policySet } = specs;

  it("is read from tags, from the YAML and from comments", () => {
    const marks = { managed_by: "harness-catalog", catalog_stack: "dev" };
    assert.deepEqual(
      marksOf(service, { tags: ["managed_by:harness-catalog", "catalog_stack:dev", "x"] }),
      marks,
    );
    assert.deepEqual(marksOf(service, { yaml: String(cases.service.inputs["yaml"]) }), marks);
    assert.deepEqual(marksOf(policy, { rego: String(cases.policy.inputs["rego"]) }), marks);
    assert.deepEqual(marksOf(policy, { rego: "package x\n# managed_by: y\n# catalog_stack: z\n" }), {});
  });

  it("needs both marks, equal on both sides", () => {
    const ours = { tags: ["managed_by:a", "catalog_stack:b"] };
    assert.ok(isOurs(service, ours, ours));
    assert.ok(!isOurs(service, ours, { tags: ["managed_by:a"] }));
    assert.ok(!isOurs(service, { tags: ["managed_by:a"] }, { tags: ["managed_by:a"] }));
    assert.ok(!isOurs(service, ours, { tags: ["managed_by:a", "catalog_stack:c"] }));
    assert.ok(!isOurs(service, {}, {}));
  });

  it("of an object without marks is its identity", () => {
    const set = { type: "pipeline", action: "onrun" };
    assert.ok(isOurs(policySet, set, { ...set, enabled: true }));
    assert.ok(!isOurs(policySet, set, { ...set, action: "onsave" }));
  });

  it("does not take an object with something more for equal", () => {
    const { inputs } = cases.organization;
    assert.ok(isEqual(specs.organization, inputs, inputs));
    assert.ok(!isEqual(specs.organization, inputs, { ...inputs, description: "more" }));
  });
});

describe("tags", () => {
  it("survive the way to the API and back, colons in values included", () => {
    const key = fc.string({ minLength: 1 }).filter((text) => !text.includes(":") && text !== "__proto__");
    fc.assert(
      fc.property(fc.dictionary(key, fc.string()), (map) => {
        assert.deepEqual(tagMap(tagList(map)), { ...map });
      }),
    );
    assert.deepEqual(tagMap(["url:https://x:1", "bare"]), { url: "https://x:1", bare: "" });
  });
});

describe("wire", () => {
  it("structs survive the way there and back", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const json = JSON.parse(JSON.stringify(value).replaceAll('"__proto__"', '"proto"')) as Wire;
        assert.deepEqual(fromStruct(toStruct(json)), json);
      }),
    );
  });

  it("secrets are unwrapped and unknowns recognised in the plain form", () => {
    const wire = { a: secret({ b: "x" }), c: [unknownMarker], d: null };
    assert.deepEqual(plain(wire), { a: { b: "x" }, c: [unknown] });
    assert.deepEqual(fromStruct(toStruct({ a: unknown, b: undefined })), { a: unknownMarker });
  });
});
