import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { findTool } from "../../src/toolchain/findTool";
import { packageRoot } from "../../src/paths/packageRoot";
import { builds, fakeGo, makeWorld, stillClock, type World } from "./world";

describe("src/toolchain/build, two at once", () => {
  let world: World;
  beforeEach(() => (world = makeWorld()));
  afterEach(() => world.remove());

  it("two processes share one build", async () => {
    const [started, go] = gates(world);
    // The fake Go holds its build open until the second process has said that it wants one as well.
    world.script("bin/go", `echo x > ${started}; read _ < ${go}\n${fakeGo(world, "v3.276.0")}`);
    const first = findElsewhere(world);
    await fs.promises.readFile(started);
    const second = findElsewhere(world);
    await second.said;
    await fs.promises.writeFile(go, "go on\n");
    const origins = (await Promise.all([first.origin, second.origin])).sort();
    assert.deepEqual(origins, ["built", "cache"]);
    assert.equal(builds(world).length, 1);
  });

  it("the final name holds nothing while the build writes, and no partial file stays", async () => {
    const [started, go] = gates(world);
    const half = `for out; do case "$out" in *.tmp) printf half > "$out";; esac; done`;
    world.script("bin/go", `${half}\necho x > ${started}; read _ < ${go}\n${fakeGo(world, "v3.276.0")}`);
    const finding = findTool("pulumi", { env: world.env, npmFrom: world.folder, clock: stillClock() });
    await fs.promises.readFile(started);
    const folder = path.join(world.cache, "tools/pulumi-v3.276.0/bin");
    assert.match(fs.readdirSync(folder).join(), /^\.pulumi\.\d+-[0-9a-f]{8}\.tmp$/);
    await fs.promises.writeFile(go, "go on\n");
    await finding;
    assert.deepEqual(fs.readdirSync(folder), ["pulumi"]);
  });

  it("clears away what a killed build left an hour ago, and nothing younger", async () => {
    const old = world.script("cache/tools/pulumi-v3.276.0/bin/pulumi.1-aaaaaaaa.tmp", "");
    const young = world.script("cache/tools/pulumi-v3.276.0/bin/pulumi.2-bbbbbbbb.tmp", "");
    const before = new Date(Date.now() - 2 * 60 * 60_000);
    fs.utimesSync(old, before, before);
    world.script("bin/go", fakeGo(world, "v3.276.0"));
    await findTool("pulumi", { env: world.env, npmFrom: world.folder, clock: stillClock() });
    assert.deepEqual([fs.existsSync(old), fs.existsSync(young)], [false, true]);
  });
});

/** Two named pipes: the fake Go opens the first when it has begun, and goes on when the second is written to. */
function gates(world: World): [started: string, go: string] {
  const names = ["started", "go"].map((name) => path.join(world.folder, name));
  execFileSync("mkfifo", names);
  return [names[0]!, names[1]!];
}

/** Looks for Pulumi in a process of its own. `said`: it has passed the cache and goes for a build. */
function findElsewhere(world: World): { readonly said: Promise<unknown>; readonly origin: Promise<string> } {
  const module = path.join(packageRoot(), "dist", "src", "toolchain", "findTool.js");
  const script = `require(${JSON.stringify(module)})
    .findTool("pulumi", { npmFrom: ${JSON.stringify(world.folder)}, onProgress: (line) => console.error(line) })
    .then((tool) => process.stdout.write(tool.origin))`;
  const child = spawn(process.execPath, ["-e", script], {
    env: world.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let origin = "";
  child.stdout.on("data", (chunk: Buffer) => (origin += chunk.toString()));
  return {
    said: once(child.stderr, "data"),
    origin: once(child, "close").then(() => origin),
  };
}
