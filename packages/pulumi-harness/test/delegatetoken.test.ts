/** The life of a delegate token over real gRPC against a sandbox account: made, read, revoked, and never again. */
import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { isSecret } from "../src/provider/wire/secrets";
import { plain } from "../src/provider/wire/struct";
import { cases } from "./support/cases";
import { startProvider, type Resource, type TestProvider } from "./support/provider";

const { DIFF_NONE } = messages.DiffResponse.DiffChanges;
const kind = "delegatetoken";
const { inputs, foreign, update } = cases[kind];
const { revokeAfter: _limited, ...unlimited } = inputs;
const route = "/ng/api/delegate-token-ng";

describe("delegate tokens", () => {
  let provider: TestProvider;
  let token: Resource;

  beforeEach(async () => {
    provider = await startProvider();
    token = await provider.create(kind, inputs);
  });
  afterEach(() => provider.close());

  const byHand = (name: string) =>
    provider.remove(kind, { ...token, state: {}, inputs: { ...inputs, name } });

  it("are made by one write that brings the value, as a secret", async () => {
    const { result, calls } = await provider.calls(() =>
      provider.create(kind, { ...inputs, name: "second" }),
    );
    assert.deepEqual(calls, { [`POST ${route}`]: 1 });
    assert.equal(result.id, "second");
    assert.ok(isSecret(result.state["value"]));
    const { value, tokenStatus, createdAt, createdBy } = plain(result.state);
    assert.match(String(value), /^[A-Za-z0-9+/]{43}=$/);
    assert.equal(tokenStatus, "ACTIVE");
    assert.equal(typeof createdAt, "number");
    assert.deepEqual(createdBy, { type: "API_KEY", name: "sandbox" });
  });

  it("are not called for at preview, and their value is not known then", async () => {
    const { result, calls } = await provider.calls(() =>
      provider.create(kind, { ...inputs, name: "x" }, true),
    );
    assert.deepEqual(calls, {});
    assert.equal(result.id, "");
    assert.ok("value" in result.state);
    assert.notEqual(typeof plain(result.state)["value"], "string");
  });

  it("show no difference after a refresh, which reads all tokens of a scope by one call", async () => {
    const more = await Promise.all(["a", "b", "c"].map((name) => provider.create(kind, { ...inputs, name })));
    const other = await provider.again();
    const { result, calls } = await provider.calls(() =>
      Promise.all([token, ...more].map((each) => other.read(kind, each.id, each))),
    );
    assert.deepEqual(calls, { [`GET ${route}`]: 1 });
    assert.deepEqual(
      result.map(({ inputs }) => plain(inputs)),
      [token, ...more].map(({ inputs }) => plain(inputs)),
    );
    const [fresh] = result;
    assert.ok(fresh);
    assert.ok(isSecret(fresh.state["value"]));
    assert.equal((await provider.diff(kind, fresh, inputs)).getChanges(), DIFF_NONE);
  });

  it("are read by one call each when their list is as long as a page of other kinds", async () => {
    for (let i = 1; i < 100; i += 1) await provider.create(kind, { ...inputs, name: `token-${i}` });
    const other = await provider.again();
    const { calls } = await provider.calls(() => other.read(kind, token.id, token));
    assert.deepEqual(calls, { [`GET ${route}`]: 1 });
  });

  it("are imported by their name without a difference", async () => {
    const imported = await provider.read(kind, "delegate-1");
    assert.equal(imported.id, "delegate-1");
    assert.equal((await provider.diff(kind, imported, inputs)).getChanges(), DIFF_NONE);
    assert.equal((await provider.read(kind, "delegate-2")).id, "");
    await assert.rejects(provider.read(kind, "a/b/c/d"), /import id of Delegatetoken.*name.*\[HAR009\]/);
  });

  it("get a new name before the old one goes", async () => {
    const replaced = await provider.diff(kind, token, { ...inputs, name: "delegate-2" });
    assert.deepEqual(replaced.getReplacesList(), ["name"]);
    assert.equal(replaced.getDeletebeforereplace(), false);
  });

  it("are revoked by one write, and revoking again or revoking nothing succeeds", async () => {
    const { calls } = await provider.calls(() => provider.remove(kind, token));
    assert.deepEqual(calls, { [`PUT ${route}`]: 1 });
    await provider.remove(kind, token);
    await byHand("never-there");
    assert.equal((await provider.read(kind, token.id, token)).id, "");
  });

  it("are gone for a refresh when somebody else revokes them, and their name is refused with a cure", async () => {
    await byHand("delegate-1");
    assert.equal((await (await provider.again()).read(kind, token.id, token)).id, "");
    await assert.rejects(
      provider.create(kind, inputs),
      /"delegate-1" was revoked in account.*30 days \(.*raise `tokenGeneration`.*\[HAR013\]/,
    );
  });

  it("are adopted when a run died after it made them", async () => {
    const again = await provider.create(kind, inputs);
    assert.deepEqual(plain(again.state), plain(token.state));
  });

  it("of somebody else are left alone", async () => {
    await provider.create(kind, { ...inputs, name: "theirs", ...foreign });
    const before = JSON.stringify(provider.sandbox.snapshot());
    await assert.rejects(provider.create(kind, { ...inputs, name: "theirs" }), /"theirs" exists.*\[HAR003\]/);
    await assert.rejects(
      provider.create(kind, { ...unlimited, name: "theirs" }),
      /cannot change delegate token "theirs"/,
    );
    assert.equal(JSON.stringify(provider.sandbox.snapshot()), before);
  });

  it("can be revoked by their status, stay in the state then, and take no other change", async () => {
    const news = { ...inputs, ...update };
    const { result, calls } = await provider.calls(() => provider.update(kind, token, news));
    assert.deepEqual(calls, { [`PUT ${route}`]: 1 });
    const fresh = await provider.read(kind, token.id, result);
    assert.equal((await provider.diff(kind, fresh, news)).getChanges(), DIFF_NONE);
    await assert.rejects(
      provider.update(kind, token, { ...inputs, value: "own" }),
      /cannot change delegate token "delegate-1".*\[HAR005\]/,
    );
    await assert.rejects(
      provider.update(kind, { ...token, inputs: { ...inputs, name: "gone" } }, { ...news, name: "gone" }),
      /\[HAR004\]/,
    );
  });

  it("are refused with a status there is not", async () => {
    const { failures } = await provider.check(kind, { ...inputs, tokenStatus: "GONE" });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["tokenStatus"],
    );
  });
});
