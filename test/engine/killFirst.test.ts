/** A first `up` is killed, so that no state knows anything: nor the provider that objects are read with, nor their groups. */
import assert from "node:assert/strict";
import { killNow } from "../support/killRun";
import { outcomeOf } from "../support/outcome";
import { createWorkspace, type Workspace } from "../support/workspace";

/** Writes after which the kill comes: of the example's platform nearly all, of its services some. */
const point = 58;

describe("a killed first run", function () {
  this.timeout(900_000);
  let workspace: Workspace;

  before(async () => (workspace = await createWorkspace({ latencyMs: 15 })));
  after(() => workspace.close());

  const snapshot = () => JSON.stringify(workspace.sandbox.snapshot());

  it("trusts nothing unread when its recovery fails, and leaves no orphan of a service that is gone since", async () => {
    const child = workspace.start(["up", "--stack", "dev", "--yes"]);
    const ended = outcomeOf(child);
    await writesReach(workspace, point);
    killNow("everything", child);
    await ended;
    await workspace.cli(["remove", "payment-service"]);

    workspace.sandbox.faults({ rules: [{ match: { method: "GET" }, kind: "500" }] });
    const failed = await workspace.cli(["up", "--yes"], { HARNESS_RETRY_BASE_MS: "1" });
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /\[CMD003\]/);

    workspace.sandbox.faults({ rules: [] });
    const next = await workspace.cli(["up", "--yes"]);
    assert.equal(next.code, 0, next.stderr);
    const recovered = snapshot();
    workspace.sandbox.reset();
    const anew = await workspace.operate("up", [], { HARNESS_CATALOG_STATE: `${workspace.dir}/other` });
    assert.ok(anew.create > point);
    assert.equal(recovered, snapshot(), "as a run that nobody killed makes it");
  });
});

/** Resolves once the sandbox has taken that many writes. Looks after every turn of the event loop it answers in. */
function writesReach(workspace: Workspace, writes: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { byMethod } = workspace.sandbox.calls();
      if ((byMethod["POST"] ?? 0) + (byMethod["PUT"] ?? 0) >= writes) resolve();
      else setImmediate(look);
    };
    look();
  });
}
