/**
 * Every kind over real gRPC against a sandbox account. Proves the whole life of an object and the number of calls it
 * costs; it does not prove that the sandbox answers as Harness does.
 */
import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { type Kind, specs } from "../src/sdk/spec";
import { stringify, parse } from "yaml";
import { canBeOwned } from "../src/provider/handlers/keep";
import { plain } from "../src/provider/wire/struct";
import { cases } from "./support/cases";
import { type Resource, startProvider, type TestProvider } from "./support/provider";

const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;

/** Nothing of a delegate token changes and its name never comes back: it has a suite of its own. */
const kinds = (Object.keys(specs) as Kind[]).filter((kind) => kind !== "delegatetoken");

for (const kind of kinds) {
  describe(`provider contract: ${kind}`, () => {
    const { inputs, parents, ...variants } = cases[kind];
    const spec = specs[kind];
    let provider: TestProvider;
    let object: Resource;

    before(async () => {
      provider = await startProvider();
      for (const parent of parents) await provider.create(parent, cases[parent].inputs);
    });
    after(() => provider.close());

    it("accepts valid inputs and names the property of an invalid one", async () => {
      const good = await provider.check(kind, inputs);
      assert.deepEqual(good.failures, []);
      const bad = await provider.check(kind, { ...inputs, ...variants.bad });
      assert.deepEqual(
        bad.failures.map(({ property }) => property),
        [variants.badProperty],
      );
      assert.match(bad.failures[0]?.reason ?? "", /\[HAR008\]$/);
    });

    it("makes no call at preview", async () => {
      const { result, calls } = await provider.calls(() => provider.create(kind, inputs, true));
      assert.deepEqual(calls, {});
      assert.equal(result.id, "");
      for (const key of Object.keys(inputs)) assert.deepEqual(result.state[key], inputs[key]);
    });

    it("is created by one write and no read", async () => {
      const { result, calls } = await provider.calls(() => provider.create(kind, inputs));
      object = result;
      assert.deepEqual(Object.values(calls), [1]);
      assert.match(Object.keys(calls)[0] ?? "", /^POST /);
      assert.notEqual(object.id, "");
      for (const key of Object.keys(inputs)) assert.deepEqual(object.state[key], inputs[key]);
    });

    it("shows no difference after a refresh", async () => {
      const fresh = await (await provider.again()).read(kind, object.id, object);
      assert.equal(fresh.id, object.id);
      assert.deepEqual(plain(fresh.inputs), plain(object.inputs));
      assert.equal((await provider.diff(kind, fresh, inputs)).getChanges(), DIFF_NONE);
      object = fresh;
    });

    it("shows no difference when YAML is written differently or a set is in another order", async () => {
      const same = { ...inputs };
      const body = spec.yaml?.key;
      if (body !== undefined)
        same[body] = `# note\n${stringify(parse(String(inputs[body])), { collectionStyle: "flow" })}`;
      for (const key of spec.unordered) {
        if (Array.isArray(same[key])) same[key] = [...(same[key] as unknown[])].reverse();
      }
      assert.equal((await provider.diff(kind, object, same)).getChanges(), DIFF_NONE);
    });

    it("is imported without a difference", async () => {
      const imported = await provider.read(kind, variants.importId);
      assert.equal(imported.id, object.id);
      const diff = await provider.diff(kind, imported, inputs);
      // A secret value is never readable, so it is written again after an import
      const expected = spec.secret.filter((key) => inputs[key] !== undefined);
      const local = spec.local.filter((key) => inputs[key] !== undefined);
      assert.deepEqual(diff.getDiffsList().sort(), [...expected, ...local].sort());
    });

    it("tells a change in place from a replacement", async () => {
      const update = await provider.diff(kind, object, { ...inputs, ...variants.update });
      assert.equal(update.getChanges(), DIFF_SOME);
      assert.deepEqual(update.getDiffsList(), Object.keys(variants.update));
      assert.deepEqual(update.getReplacesList(), []);
      const replace = await provider.diff(kind, object, { ...inputs, ...variants.replace });
      const [key = ""] = Object.keys(variants.replace);
      assert.deepEqual(replace.getReplacesList(), [key]);
      assert.equal(replace.getDeletebeforereplace(), !spec.address.includes(key));
      assert.ok(replace.getDetaileddiffMap().has(key));
    });

    it("is updated by one write, after a look at what people own, and a read then shows it", async () => {
      const news = { ...inputs, ...variants.update };
      const { result, calls } = await provider.calls(() => provider.update(kind, object, news));
      assert.equal(
        Object.values(calls).reduce((a, b) => a + b),
        variants.updateCalls?.length ?? (canBeOwned(spec) ? 2 : 1),
      );
      if (variants.updateCalls) assert.deepEqual(Object.keys(calls), [...variants.updateCalls].sort());
      object = await provider.read(kind, object.id, result);
      assert.equal((await provider.diff(kind, object, news)).getChanges(), DIFF_NONE);
      assert.equal((await provider.diff(kind, object, inputs)).getChanges(), DIFF_SOME);
    });

    it("adopts its own object when it is created again, without a duplicate", async () => {
      const before = count(provider, kind);
      const adopted = await provider.create(kind, inputs);
      assert.equal(adopted.id, object.id);
      assert.equal(count(provider, kind), before);
      object = await provider.read(kind, object.id, adopted);
      assert.equal((await provider.diff(kind, object, inputs)).getChanges(), DIFF_NONE);
    });

    it("is deleted, and deleting it again succeeds", async () => {
      await provider.remove(kind, object);
      await provider.remove(kind, object);
      assert.equal((await provider.read(kind, object.id, object)).id, "");
    });

    it("says how to go on when the object to update is gone", async () => {
      const news = { ...inputs, ...variants.update };
      if (kind === "roleAssignments") {
        await provider.update(kind, object, news);
        await provider.remove(kind, object);
      } else {
        await assert.rejects(
          provider.update(kind, object, news),
          /does not exist any more \(run .*refresh.*\[HAR004\]/,
        );
      }
    });

    it("refuses somebody else's object and leaves it alone", async () => {
      const foreign = await provider.create(kind, { ...inputs, ...variants.foreign });
      const before = JSON.stringify(provider.sandbox.snapshot());
      await assert.rejects(
        provider.create(kind, inputs),
        new RegExp(`exists already in .*up --stack dev --import ${kind}/logical-${kind}; .*\\[HAR003\\]`),
      );
      assert.equal(JSON.stringify(provider.sandbox.snapshot()), before);
      await provider.remove(kind, foreign);
    });
  });
}

function count(provider: TestProvider, kind: Kind): number {
  const names: Partial<Record<Kind, string>> = {
    secretText: "secret",
    githubConnector: "connector",
    kubernetesConnector: "connector",
    awsConnector: "connector",
    prometheusConnector: "connector",
    datadogConnector: "connector",
    manualFreeze: "freeze",
    usergroup: "userGroup",
    roles: "role",
    roleAssignments: "roleAssignment",
    serviceOverridesV2: "serviceOverride",
    triggers: "trigger",
  };
  const objects = provider.sandbox.snapshot()[names[kind] ?? kind];
  assert.ok(objects, `the snapshot has no ${kind}`);
  return Object.keys(objects).length;
}
