/** Two clones with one stack name on one account, and states that are lost: whose an object is, and what becomes of it. */
import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createWorkspace, type Workspace } from "../support/workspace";

interface DriftReport {
  orphans: { kind: string; identifier: string; cure: string }[];
  relatives: { state: string; objects: number }[];
  removed?: { kind: string; kept: string | null }[];
}

describe("two clones with one stack name on one account", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  const folder = (name: string) => join(workspace.dir, name);
  /** Nobody says an identity: it follows from where the state is. */
  const clone = (name: string) => ({ HARNESS_CATALOG_STATE: folder(name), HARNESS_CATALOG_STATE_ID: "" });
  const snapshot = () => JSON.stringify(workspace.sandbox.snapshot());
  const states = () => [...new Set(snapshot().match(/catalog_state[^,}\n]*?(s[0-9a-f]{11})/g))];
  const cli = (words: string[], name: string) =>
    workspace.cli([words[0] ?? "", "--stack", "dev", ...words.slice(1)], clone(name));
  const drift = async (name: string, ...more: string[]) => {
    const { code, stdout, stderr } = await cli(["drift", "--output", "json", ...more], name);
    assert.equal(code, 0, stdout + stderr);
    return JSON.parse(stdout) as DriftReport;
  };

  before(async () => {
    workspace = await createWorkspace();
    await workspace.operate("up", [], clone("one"));
  });
  after(() => workspace.close());

  it("neither adopts nor destroys what the other has made", async () => {
    const before = snapshot();
    const ids = new Set(before.match(/s[0-9a-f]{11}\b/g));
    assert.equal(ids.size, 1, [...ids].join());
    const taken = await cli(["up", "--yes"], "two");
    assert.equal(taken.code, 1);
    const [mine] = ids;
    assert.match(
      taken.stderr,
      new RegExp(`another state of stack dev: it has state ${mine}, this run state s`),
    );
    assert.match(taken.stderr, /--adopt-orphans/);
    const looked = await cli(["plan", "--check-account"], "two");
    assert.equal(looked.code, taken.code, looked.stderr);
    const refused = (text: string) => text.split("\n").filter((line) => line.endsWith("[HAR003]"));
    assert.ok(refused(taken.stderr).length > 0);
    for (const line of refused(taken.stderr)) assert.ok(refused(looked.stderr).includes(line), line);
    assert.match(looked.stdout, /^account looked at with \d+ API calls: .* refused as not this stack's/m);
    assert.ok(snapshot() === before);
    const destroyed = await cli(["destroy", "--yes"], "two");
    assert.equal(destroyed.code, 0, destroyed.stderr);
    assert.ok(snapshot() === before);
  });

  it("a state that was lost is the same when it is made anew in its place", async () => {
    const before = snapshot();
    rmSync(folder("one"), { recursive: true });
    const looked = await cli(["plan", "--check-account", "--output", "json"], "one");
    assert.equal(looked.code, 0, looked.stderr);
    const { create, calls, account } = JSON.parse(looked.stdout) as {
      create: number;
      calls: number;
      account: { new: string[]; takenOver: string[]; untold: { keys: string[] }[]; calls: number };
    };
    assert.deepEqual(account.new, []);
    assert.equal(account.takenOver.length + account.untold.flatMap(({ keys }) => keys).length, create);
    assert.equal(calls, account.calls);
    const again = await workspace.operate("up", [], clone("one"));
    assert.ok(again.create > 90);
    assert.ok(snapshot() === before);
  });

  it("what a lost run has made is found by drift, and deleted by a word and a yes", async () => {
    const before = snapshot();
    cpSync(folder("one"), folder("kept"), { recursive: true });
    const more = `${workspace.catalog}-more`;
    cpSync(workspace.catalog, more, { recursive: true });
    const added = await workspace.cli(
      ["add", "late-service", "--team", "payments-team", "--catalog", more],
      clone("one"),
    );
    assert.equal(added.code, 0, added.stderr);
    await workspace.operate("up", ["--catalog", more], clone("one"));
    assert.notEqual(snapshot(), before);
    rmSync(folder("one"), { recursive: true });
    cpSync(folder("kept"), folder("one"), { recursive: true });

    const found = await drift("one");
    assert.ok(found.orphans.length >= 2 && found.orphans.every(({ cure }) => /--delete-orphans/.test(cure)));
    assert.ok(found.orphans.some(({ identifier }) => identifier === "late_service_cd"));
    const unasked = await cli(["drift", "--delete-orphans"], "one");
    assert.deepEqual([unasked.code, /CMD005/.test(unasked.stderr)], [1, true], unasked.stderr);
    await drift("one", "--yes");
    assert.notEqual(snapshot(), before, "--yes alone deletes nothing");

    const { removed } = await drift("one", "--delete-orphans", "--yes");
    assert.equal(removed?.length, found.orphans.length);
    assert.ok(removed?.every(({ kept }) => kept === null));
    await workspace.operate("up", [], clone("one"));
    const [was, is] = [objectsIn(before), objectsIn(snapshot())];
    assert.deepEqual([...is.keys()], [...was.keys()]);
    // What stands in a list that people may add to is taken for theirs.
    const changed = [...is].filter(([key, text]) => was.get(key) !== text).map(([key]) => key.split("/")[0]);
    assert.deepEqual(changed, ["resourceGroup"]);
  });

  it("another state takes everything over by a word, and then it is that one's", async () => {
    const before = states();
    const seen = await drift("two");
    assert.deepEqual(seen.orphans, []);
    assert.equal(seen.relatives.length, 1);
    const adopted = await workspace.operate("up", ["--adopt-orphans"], clone("two"));
    assert.ok(adopted.create > 90);
    const after = states();
    assert.equal(after.length, before.length);
    assert.ok(after.every((state) => !before.includes(state)));
    const { orphans, relatives } = await drift("two");
    assert.deepEqual([orphans, relatives], [[], []]);
  });

  it("the state that was thought lost comes back, and neither destroys nor changes what is another's by now", async () => {
    const before = snapshot();
    const destroyed = await cli(["destroy", "--yes"], "one");
    assert.equal(destroyed.code, 1, destroyed.stderr);
    assert.match(destroyed.stderr, /was taken over: it belongs to state s.*\[HAR003\]/);
    assert.ok(snapshot() === before, "grants neither");
    assert.equal((await cli(["refresh", "--yes"], "one")).code, 0);
    const again = await cli(["up", "--yes"], "one");
    assert.equal(again.code, 1);
    assert.match(again.stderr, /belongs to another state of stack dev/);
    assert.ok(snapshot() === before);
  });
});

/** Every object of a snapshot, as text, by kind and key. */
function objectsIn(snapshot: string): Map<string, string> {
  const kinds = JSON.parse(snapshot) as Record<string, Record<string, unknown>>;
  return new Map(
    Object.entries(kinds).flatMap(([kind, objects]) =>
      Object.entries(objects).map(([key, object]) => [`${kind}/${key}`, JSON.stringify(object)] as const),
    ),
  );
}
