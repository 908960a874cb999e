import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { withLock } from "../../src/toolchain/lock";
import { makeWorld, stillClock, type World } from "./world";

describe("src/toolchain/lock", () => {
  let world: World;
  let file: string;
  beforeEach(() => {
    world = makeWorld();
    file = path.join(world.folder, "deep", "building.lock");
  });
  afterEach(() => world.remove());

  it("lets one in at a time and leaves no file behind", async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withLock(file, stillClock(), work)));
    assert.equal(most, 1);
    assert.ok(!fs.existsSync(file));
  });

  it("is released when the work fails", async () => {
    await assert.rejects(
      withLock(file, stillClock(), () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.ok(!fs.existsSync(file));
  });

  it("takes over from a process that is gone", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    holdAs({ pid, host: os.hostname() });
    assert.equal(await withLock(file, stillClock(), () => Promise.resolve("in")), "in");
  });

  it("takes over an unreadable lock only once it is old", async () => {
    holdAs("");
    const before = new Date(Date.now() - 60_000);
    const waiting = withLock(file, stillClock(), () => Promise.resolve("in"));
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(fs.readFileSync(file, "utf8"), '""');
    fs.writeFileSync(file, "{");
    fs.utimesSync(file, before, before);
    assert.equal(await waiting, "in");
  });

  it("waits for another machine on a shared home folder, whatever its process numbers mean here", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    holdAs({ pid, host: "another-machine" });
    let entered = false;
    const waiting = withLock(file, stillClock(), async () => (entered = true));
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(entered, false);
    fs.rmSync(file);
    assert.equal(await waiting, true);
  });

  function holdAs(owner: unknown): void {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(owner));
  }
});
