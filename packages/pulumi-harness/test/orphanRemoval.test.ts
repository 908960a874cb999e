/** Orphans are deleted in an order that Harness takes, with every mark of this state, or not at all. */
import assert from "node:assert/strict";
import type { Kind } from "../src/sdk/spec";
import { assertReachable } from "../src/provider/orphans/reach";
import { lookForOrphans, neverRemoved, placesOf, removeOrphans, type Orphan } from "../src/provider/orphans";
import { lookedAt } from "../src/provider/orphans/look";
import { inProject } from "./support/case";
import { cases } from "./support/cases";
import { account, apiKey, startProvider, type TestProvider } from "./support/provider";

const owner = { managed_by: "harness-catalog", catalog_stack: "dev" };
const env = { HARNESS_RATE_LIMIT_PER_MINUTE: "off", HARNESS_RETRY_BASE_MS: "1" };

describe("deleting orphans", function () {
  this.timeout(60_000);
  let provider: TestProvider;
  const kinds: readonly Kind[] = [...lookedAt, "infrastructure"];

  beforeEach(async () => {
    provider = await startProvider();
    const made = new Set<Kind>();
    const create = async (kind: Kind): Promise<void> => {
      if (made.has(kind)) return;
      for (const parent of cases[kind].parents) await create(parent);
      await provider.create(kind, cases[kind].inputs);
      made.add(kind);
    };
    for (const kind of kinds) await create(kind);
  });
  afterEach(() => provider.close());

  const connection = () => ({ accountId: account, platformApiKey: apiKey, endpoint: provider.sandbox.url });
  const look = async () => {
    const question = { owner, managed: [], places: placesOf([inProject]), claims: () => false };
    return (await lookForOrphans(connection(), env, question)).found;
  };
  const remove = (orphans: readonly Orphan[], marks: object = owner) =>
    removeOrphans(connection(), env, marks as typeof owner, orphans);

  it("deletes every kind that carries marks, and leaves organizations and projects to people", async () => {
    const removals = await remove(await look());
    const kept = removals.filter((removal) => removal.kept !== undefined);
    assert.deepEqual(
      kept.map(({ orphan }) => orphan.kind),
      neverRemoved,
      kept.map((removal) => removal.kept).join("\n"),
    );
    const left = await look();
    assert.deepEqual(left.map(({ kind }) => kind).sort(), [...neverRemoved].sort());
    assert.ok(removals.length > 15);
  });

  it("leaves alone what does not carry the marks of this state at that moment", async () => {
    const orphans = await look();
    const before = JSON.stringify(provider.sandbox.snapshot());
    for (const marks of [
      { ...owner, catalog_state: "sone" },
      { ...owner, catalog_stack: "other" },
    ]) {
      const removals = await remove(orphans, marks);
      assert.ok(removals.every(({ kept }) => kept !== undefined));
    }
    assert.equal(JSON.stringify(provider.sandbox.snapshot()), before);
  });

  it("one that is gone already is gone; one that Harness refuses is told, and the others go", async () => {
    const orphans = (await look()).filter(({ kind }) => kind === "pipeline" || kind === "secretText");
    const [gone] = orphans.filter(({ kind }) => kind === "pipeline");
    assert.ok(gone !== undefined);
    await remove([gone]);
    const removals = await remove(orphans);
    assert.equal(removals.find(({ orphan }) => orphan.kind === "pipeline")?.kept, undefined);
    const secret = removals.find(({ orphan }) => orphan.kind === "secretText");
    assert.match(secret?.kept ?? "", /^secretText "sec-1": .*referenced by other entities/);
  });
});

describe("an endpoint", () => {
  it("that nobody answers at is named after three attempts, not after minutes", async () => {
    const waits: number[] = [];
    const knocks: unknown[] = [];
    await assert.rejects(
      assertReachable(
        "https://me:secret@h.example/gateway",
        {},
        (...where) => (knocks.push(where), Promise.resolve("ECONNREFUSED")),
        (milliseconds) => Promise.resolve(waits.push(milliseconds)),
      ),
      /nobody answers at https:\/\/h\.example\/gateway: ECONNREFUSED .*\[HAR006\]/,
    );
    assert.deepEqual(knocks, Array(3).fill(["h.example", 443]));
    assert.deepEqual(waits, [500, 500]);
  });

  it("that somebody listens at is there, without a call; one behind a proxy is not asked", async () => {
    const provider = await startProvider();
    try {
      await assertReachable(provider.sandbox.url, {});
      assert.equal(provider.sandbox.calls().total, 0);
      await provider.close();
      await assert.rejects(
        assertReachable(provider.sandbox.url, {}, undefined, () => Promise.resolve()),
        /ECONNREFUSED/,
      );
    } finally {
      provider.stop();
    }
    const asked = () => Promise.reject(new Error("asked"));
    await assertReachable("https://h.example", { HTTPS_PROXY: "http://127.0.0.1:3128" }, asked);
    await assertReachable("no url", {}, asked);
  });

  it("that is gone ends the look for orphans at its first call", async () => {
    const provider = await startProvider();
    const endpoint = provider.sandbox.url;
    await provider.close();
    const question = { owner, managed: [], places: placesOf([inProject]), claims: () => false };
    const connection = { accountId: account, platformApiKey: apiKey, endpoint };
    await assert.rejects(
      lookForOrphans(connection, env, question),
      new RegExp(`the look for orphans: .*${endpoint}.*ECONNREFUSED.*\\[HAR006\\]`),
    );
  });
});
