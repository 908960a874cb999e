import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { findEngine } from "../../src/toolchain/engine";
import { installLanguageHost } from "../../src/toolchain/installLanguageHost";
import { makeWorld, stillClock, type World } from "./world";

describe("src/toolchain/installLanguageHost", () => {
  let world: World;
  beforeEach(() => (world = makeWorld()));
  afterEach(() => world.remove());

  const hostOf = (root: string): string => path.join(root, "bin", "pulumi-language-nodejs");
  const clone = (name: string, says: string): string => {
    const file = path.join(world.folder, name, "dist/src/toolchain/languageHost/main.js");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `console.log(${JSON.stringify(says)}, process.argv[2])`);
    return path.join(world.folder, name);
  };
  const ask = () => spawnSync(hostOf(world.folder), ["127.0.0.1:1"], { encoding: "utf8" });

  it("starts the host of the clone that called, with the engine's address, whatever its path is called", () => {
    installLanguageHost(world.folder, clone("it's a clone", "one"));
    assert.equal(ask().stdout, "one 127.0.0.1:1\n");
  });

  it("follows a clone that moved", () => {
    installLanguageHost(world.folder, clone("before", "one"));
    fs.renameSync(path.join(world.folder, "before"), path.join(world.folder, "after"));
    const { status, stderr } = ask();
    assert.equal(status, 1);
    assert.match(stderr, /before\/dist\S+ is gone; run 'npm run build' in the clone/);
    installLanguageHost(world.folder, path.join(world.folder, "after"));
    assert.equal(ask().stdout, "one 127.0.0.1:1\n");
  });

  it("writes nothing when it is up to date", () => {
    const project = clone("clone", "one");
    installLanguageHost(world.folder, project);
    const { ino } = fs.statSync(hostOf(world.folder));
    installLanguageHost(world.folder, project);
    assert.equal(fs.statSync(hostOf(world.folder)).ino, ino);
  });

  it("belongs to an engine from the cache", async () => {
    world.script("cache/tools/pulumi-v3.276.0/bin/pulumi", "echo v3.276.0");
    const { root } = await findEngine({ env: world.env, npmFrom: world.folder, clock: stillClock() });
    assert.ok(fs.existsSync(hostOf(root)));
  });

  it("leaves an engine on PATH as it is: its distribution brings its own", async () => {
    world.script("bin/pulumi", "echo v3.276.0");
    const { root } = await findEngine({ env: world.env, npmFrom: world.folder, clock: stillClock() });
    assert.ok(!fs.existsSync(hostOf(root)));
  });
});
