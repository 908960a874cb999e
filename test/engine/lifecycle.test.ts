/** The main job on the real engine: an entry creates everything, removing it deletes exactly that. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createWorkspace, type Workspace } from "../support/workspace";

describe("a catalog's life on the real engine", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let full: string;

  before(async () => (workspace = await createWorkspace()));
  after(() => workspace.close());

  const snapshot = () => JSON.stringify(workspace.sandbox.snapshot());

  it("previews without a single API call", async () => {
    const counts = await workspace.operate("plan");
    assert.equal(counts.calls, 0);
    assert.equal(workspace.sandbox.calls().total, 0);
    assert.ok(counts.create > 40, `${counts.create} objects`);
  });

  it("creates every planned object with one write each", async () => {
    const planned = await workspace.operate("plan");
    const counts = await workspace.operate("up");
    assert.equal(counts.create, planned.create);
    const { byMethod, total } = workspace.sandbox.calls();
    assert.equal(byMethod["POST"], counts.create);
    assert.equal(total, counts.create, "no read after a write, and no second write");
    full = snapshot();
  });

  it("changes nothing when run again", async () => {
    const before = workspace.sandbox.calls().total;
    const counts = await workspace.operate("up");
    assert.deepEqual([counts.create, counts.update, counts.replace, counts.delete], [0, 0, 0, 0]);
    assert.equal(counts.calls, 0);
    assert.equal(workspace.sandbox.calls().total, before);
  });

  it("refresh finds no drift in what it has just made", async () => {
    const counts = await workspace.operate("refresh");
    assert.deepEqual([counts.update, counts.delete], [0, 0]);
    const again = await workspace.operate("up");
    assert.deepEqual([again.create, again.update, again.replace, again.delete], [0, 0, 0, 0]);
    assert.equal(snapshot(), full);
  });

  it("removing a service deletes exactly its objects, adding it back restores them", async () => {
    const removed = await workspace.cli(["remove", "payment-service"]);
    assert.equal(removed.code, 0, removed.stderr);
    const counts = await workspace.operate("up");
    assert.equal(counts.delete, 5, "service, monitored service, pipeline, trigger, input set");
    const left = snapshot();
    const gone = Object.entries(JSON.parse(full) as Record<string, Record<string, unknown>>).flatMap(
      ([kind, objects]) =>
        Object.keys(objects).filter(
          (key) => !(key in ((JSON.parse(left) as Record<string, Record<string, unknown>>)[kind] ?? {})),
        ),
    );
    assert.equal(gone.length, 5);
    assert.ok(
      gone.every((key) => key.includes("payment_service")),
      gone.join(", "),
    );
    workspace.edit("services.yaml", () => original);
    await workspace.operate("up");
    assert.equal(snapshot(), full);
  });

  let original: string;
  before(() => workspace.edit("services.yaml", (text) => (original = text)));

  it("a rename with previousName updates in place and deletes nothing", async () => {
    workspace.edit("services.yaml", (text) =>
      text.replace("- name: payment-service\n", "- name: pay-service\n    previousName: payment-service\n"),
    );
    const counts = await workspace.operate("up");
    assert.deepEqual([counts.create, counts.replace, counts.delete], [0, 0, 0]);
    assert.ok(counts.update > 0);
    workspace.edit("services.yaml", () => original);
    await workspace.operate("up");
    assert.equal(snapshot(), full);
  });

  it("a team that leaves platform.yaml takes its own objects with it, and nothing else", async () => {
    const platform = readFileSync(join(workspace.catalog, "platform.yaml"), "utf8");
    workspace.edit("services.yaml", (text) => text.replace("team: payments-team", "team: platform-team-a"));
    await workspace.operate("up");
    const before = keysOf(workspace.sandbox.snapshot());
    workspace.edit("platform.yaml", (text) => text.replace(/^ {2}payments-team:\n(?: {4}.*\n)+/m, ""));
    // One of three groups goes, with its members: the guard wants a word.
    const counts = await workspace.operate("up", ["--allow-deletions", "1"]);
    const after = keysOf(workspace.sandbox.snapshot());
    const gone = before.filter((key) => !after.includes(key));
    assert.equal(counts.delete, gone.length);
    assert.ok(
      gone.some((key) => key.startsWith("userGroup ") || key.startsWith("usergroup ")),
      gone.join(", "),
    );
    assert.ok(
      gone.every((key) => key.includes("payments_team")),
      gone.join(", "),
    );
    workspace.edit("platform.yaml", () => platform);
    workspace.edit("services.yaml", () => original);
    await workspace.operate("up");
    assert.equal(snapshot(), full);
  });

  it("destroy leaves nothing behind", async () => {
    const empty = JSON.stringify(await createdEmpty());
    await workspace.operate("destroy");
    assert.equal(snapshot(), empty);
  });
});

/** `kind key` of every object in a snapshot. */
function keysOf(snapshot: unknown): string[] {
  return Object.entries(snapshot as Record<string, Record<string, unknown>>).flatMap(([kind, objects]) =>
    Object.keys(objects).map((key) => `${kind} ${key}`),
  );
}

async function createdEmpty(): Promise<unknown> {
  const workspace = await createWorkspace();
  try {
    return workspace.sandbox.snapshot();
  } finally {
    await workspace.close();
  }
}
