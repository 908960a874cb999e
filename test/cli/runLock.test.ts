/** Two runs in one scratch folder: one after the other, whoever dies. */
import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { takeRun } from "../../src/cli/engine/runLock";
import { CatalogError } from "@harness-catalog/problems";
import { memoryIo } from "../support/io";

describe("the lock of a run", () => {
  let workDir = "";
  const children: ChildProcess[] = [];
  beforeEach(() => (workDir = mkdtempSync(join(tmpdir(), "harness-catalog-lock-"))));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(workDir, { recursive: true, force: true });
  });

  const file = () => join(workDir, "run.lock");
  const take = (io = memoryIo({ cwd: workDir })) =>
    takeRun(io, { workDir, stack: "dev" }, { whole: 40, step: 10 });
  /** A process that takes the lock and lives until it is killed. */
  const other = async () => {
    const script = `require(${JSON.stringify(require.resolve("../../src/cli/engine/runLock"))})
      .takeRun({ stderr: process.stderr }, { workDir: ${JSON.stringify(workDir)}, stack: "dev" })
      .then(() => { process.stdout.write("taken"); setInterval(() => {}, 1000); });`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    return child;
  };
  const ended = (child: ChildProcess) => new Promise((resolve) => child.once("close", resolve));

  it("keeps a second run out while the first lives, and says who it is", async () => {
    const child = await other();
    const io = memoryIo({ cwd: workDir });
    await assert.rejects(
      take(io),
      (error: unknown) =>
        error instanceof CatalogError &&
        error.problems[0]?.code === "CMD004" &&
        error.problems[0].message.includes(`process ${child.pid} `),
    );
    assert.match(io.err(), /waiting for process \d+, which works on stack "dev"/);
  }).timeout(20_000);

  it("is nobody's when its process was killed", async () => {
    const child = await other();
    child.kill("SIGKILL");
    await ended(child);
    assert.ok(existsSync(file()));
    (await take())();
    assert.deepEqual(readdirSync(workDir), []);
  }).timeout(20_000);

  it("is its process's own to take again, and free when it was given back as often", async () => {
    const [first, second] = [await take(), await take()];
    second();
    assert.equal((JSON.parse(readFileSync(file(), "utf8")) as { pid: number }).pid, process.pid);
    first();
    assert.ok(!existsSync(file()));
  });

  it("of another machine, of a number that is another process's by now, or torn, hinders nobody", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    const me = { pid: process.pid, hostname: hostname(), timestamp: "", born: "1" };
    const left = [{ ...me, hostname: "elsewhere" }, { ...me, pid: gone }, null, { pid: "x" }];
    const reused = existsSync(`/proc/${process.pid}/stat`) ? [me] : [];
    for (const text of [...left, ...reused].map((each) => JSON.stringify(each)).concat("", "{")) {
      writeFileSync(file(), text);
      (await take())();
      assert.deepEqual(readdirSync(workDir), [], text);
    }
  });
});
