/** A hostile network: whatever the faults, the account ends as without them. */
import assert from "node:assert/strict";
import { createWorkspace } from "../support/workspace";

/** Fault rules of the sandbox; `seed` makes them repeat exactly. */
const scenarios = [
  { name: "bursts of 429", rules: [{ kind: "429", probability: 0.4 }] },
  { name: "500s", rules: [{ kind: "500", probability: 0.25 }] },
  { name: "dropped connections", rules: [{ kind: "drop", probability: 0.2 }] },
  {
    name: "creates that are accepted and then fail",
    rules: [{ match: { method: "POST" }, kind: "accepted-then-failed", probability: 0.4 }],
  },
  {
    name: "creates that are accepted and then dropped",
    rules: [{ match: { method: "POST" }, kind: "accepted-then-drop", probability: 0.4 }],
  },
  { name: "2 s latency", latencyMs: 2000, rules: [] },
  {
    name: "all of them",
    rules: [
      { kind: "429", probability: 0.15 },
      { kind: "500", probability: 0.1 },
      { kind: "drop", probability: 0.1 },
      { match: { method: "POST" }, kind: "accepted-then-failed", probability: 0.2 },
    ],
  },
] as const;

describe("faults", function () {
  this.timeout(900_000);
  let expected: string;

  before(async () => {
    const workspace = await createWorkspace();
    await workspace.operate("up");
    expected = JSON.stringify(workspace.sandbox.snapshot());
    await workspace.close();
  });

  for (const [index, { name, ...faults }] of scenarios.entries()) {
    it(`${name}: same account as without`, async () => {
      const workspace = await createWorkspace();
      try {
        workspace.sandbox.faults({ seed: index + 1, ...faults, rules: [...faults.rules] });
        await workspace.operate("up", [], { HARNESS_RETRY_BASE_MS: "5" });
        workspace.sandbox.faults({ rules: [] });
        assert.equal(JSON.stringify(workspace.sandbox.snapshot()), expected);
        const refreshed = await workspace.operate("refresh");
        assert.deepEqual([refreshed.update, refreshed.delete], [0, 0]);
        const again = await workspace.operate("up");
        assert.deepEqual([again.create, again.update, again.replace, again.delete], [0, 0, 0, 0]);
      } finally {
        await workspace.close();
      }
    });
  }

  it("the limit of 400 calls a minute is not hit by a client that keeps to 380", async () => {
    const workspace = await createWorkspace({ rateLimit: 400 });
    try {
      await workspace.operate("up", [], { HARNESS_RATE_LIMIT_PER_MINUTE: "380" });
      assert.equal(workspace.sandbox.calls().rejected429, 0);
    } finally {
      await workspace.close();
    }
  });
});
