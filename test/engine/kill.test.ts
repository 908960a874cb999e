/** SIGKILL of the engine, or of everything, at ten points of a first `up`: the next one converges, nothing twice, nothing left over. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createWorkspace, outcomeOf, type Workspace } from "../support/workspace";

/** Number of writes the sandbox has accepted when the kill comes: deterministic points instead of random times. */
const points = [1, 3, 7, 12, 17, 22, 27, 32, 37, 42];

describe("a killed run", function () {
  this.timeout(900_000);
  let expected: string;

  before(async () => {
    const workspace = await createWorkspace();
    await workspace.operate("up");
    expected = JSON.stringify(workspace.sandbox.snapshot());
    await workspace.close();
  });

  for (const [index, point] of points.entries()) {
    const victim = index % 2 === 0 ? "engine" : "everything";
    it(`${victim} killed after ${point} writes converges`, async () => {
      const workspace = await createWorkspace({ latencyMs: 15 });
      try {
        await killAfter(workspace, point, victim);
        assert.notEqual(
          JSON.stringify(workspace.sandbox.snapshot()),
          expected,
          "the kill came too late to prove anything",
        );
        await workspace.operate("up");
        assert.equal(JSON.stringify(workspace.sandbox.snapshot()), expected);
        const again = await workspace.operate("up");
        assert.deepEqual([again.create, again.update, again.replace, again.delete], [0, 0, 0, 0]);
      } finally {
        await workspace.close();
      }
    });
  }

  it("trusts nothing unread when the recovery itself fails, and converges afterwards", async () => {
    const workspace = await createWorkspace({ latencyMs: 15 });
    try {
      await killAfter(workspace, 38, "everything");
      workspace.sandbox.faults({ rules: [{ match: { method: "GET" }, kind: "500" }] });
      const failed = await workspace.cli(["up", "--yes"], { HARNESS_RETRY_BASE_MS: "1" });
      assert.equal(failed.code, 1);
      assert.match(failed.stderr, /\[CMD003\]/);
      workspace.sandbox.faults({ rules: [] });
      await workspace.operate("up");
      assert.equal(JSON.stringify(workspace.sandbox.snapshot()), expected);
    } finally {
      await workspace.close();
    }
  });

  it("a run that failed by itself needs no recovery", async () => {
    const workspace = await createWorkspace();
    try {
      workspace.sandbox.faults({ rules: [{ match: { method: "POST", path: "/templates" }, kind: "500" }] });
      const failed = await workspace.cli(["up", "--yes"], { HARNESS_RETRY_BASE_MS: "1" });
      assert.equal(failed.code, 1);
      workspace.sandbox.faults({ rules: [] });
      const next = await workspace.cli(["up", "--yes"]);
      assert.equal(next.code, 0, next.stderr);
      assert.ok(!next.stderr.includes("recovering"), next.stderr);
      assert.equal(JSON.stringify(workspace.sandbox.snapshot()), expected);
    } finally {
      await workspace.close();
    }
  });

  it("leaves no orphan when the service is removed before the next run", async () => {
    const expectedWithout = await snapshotWithout("payment-service");
    const workspace = await createWorkspace({ latencyMs: 15 });
    try {
      await killAfter(workspace, 58, "engine");
      await workspace.cli(["remove", "payment-service"]);
      await workspace.operate("up");
      assert.equal(JSON.stringify(workspace.sandbox.snapshot()), expectedWithout);
    } finally {
      await workspace.close();
    }
  });
});

async function snapshotWithout(service: string): Promise<string> {
  const workspace = await createWorkspace();
  try {
    await workspace.cli(["remove", service]);
    await workspace.operate("up");
    return JSON.stringify(workspace.sandbox.snapshot());
  } finally {
    await workspace.close();
  }
}

async function killAfter(
  workspace: Workspace,
  writes: number,
  victim: "engine" | "everything",
): Promise<void> {
  const child = workspace.start(["up", "--stack", "dev", "--yes"]);
  const ended = outcomeOf(child);
  const group = child.pid ?? 0;
  await writesReach(workspace, writes);
  const pids = victim === "engine" ? enginesOf(group) : [...enginesOf(group), group];
  for (const pid of pids) process.kill(pid, "SIGKILL");
  await ended;
}

/** Resolves once the sandbox has taken that many writes. Looks after every turn of the event loop the sandbox answers in. */
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

/** Process ids of the engines in a process group, from ps (POSIX). */
function enginesOf(group: number): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,pgid=,comm="], { encoding: "utf8" }).split("\n");
  return rows.flatMap((row) => {
    const [pid, pgid, command] = row.trim().split(/\s+/);
    return Number(pgid) === group && command === "pulumi" ? [Number(pid)] : [];
  });
}
