import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { makeWorld, type World } from "./world";

describe("scripts/ensure-backstage", () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
    for (const folder of ["scripts", "packages/backstage"])
      fs.mkdirSync(inWorld(folder), { recursive: true });
    for (const name of ["ensure-backstage.js", "cacheFolder.js", "runNpm.js"])
      fs.copyFileSync(path.join(packageRoot(), "scripts", name), inWorld(`scripts/${name}`));
    for (const name of ["package.json", "package-lock.json", ".npmrc"])
      fs.writeFileSync(inWorld(`packages/backstage/${name}`), "{}");
    // stands in for the registry: an installation that is one package, which loads or does not
    world.script(
      "bin/npm",
      `echo "$*" >> ${world.folder}/npm.log
       mkdir -p node_modules/better-sqlite3
       echo "$SQLITE" > node_modules/better-sqlite3/index.js
       exit $NPM_EXIT`,
    );
  });
  afterEach(() => world.remove());

  const inWorld = (name: string) => path.join(world.folder, name);
  const link = () => inWorld("packages/backstage/node_modules");
  const run = (env: NodeJS.ProcessEnv = {}) => {
    const HARNESS_CATALOG_CACHE = inWorld("cache");
    const all = {
      ...world.env,
      HARNESS_CATALOG_CACHE,
      NPM_EXIT: "0",
      SQLITE: "module.exports = class {};",
      ...env,
    };
    const { status, stderr } = spawnSync(process.execPath, [inWorld("scripts/ensure-backstage.js")], {
      env: all,
      encoding: "utf8",
    });
    const log = inWorld("npm.log");
    return {
      status,
      stderr,
      installed: fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim().split("\n").length : 0,
    };
  };
  const cached = () => fs.readdirSync(inWorld("cache/backstage"));

  it("installs once for a lock file, and links to it", () => {
    assert.deepEqual(run(), { status: 0, stderr: "", installed: 1 });
    assert.ok(fs.existsSync(path.join(link(), "better-sqlite3")));
    assert.deepEqual(run(), { status: 0, stderr: "", installed: 1 });
    fs.rmSync(link());
    assert.equal(run().installed, 1);
    assert.ok(fs.existsSync(path.join(link(), "better-sqlite3")));
  });

  it("installs again beside the old ones when the lock file changes", () => {
    run();
    const before = fs.readlinkSync(link());
    fs.writeFileSync(inWorld("packages/backstage/package-lock.json"), "{ }");
    assert.equal(run().installed, 2);
    assert.notEqual(fs.readlinkSync(link()), before);
    assert.equal(cached().length, 2);
  });

  it("leaves nothing that looks complete when the installation fails, and tries again", () => {
    const failed = run({ NPM_EXIT: "1" });
    assert.equal(failed.status, 1);
    assert.match(failed.stderr, /npm ci for Backstage failed/);
    assert.ok(!fs.existsSync(link()));
    assert.deepEqual(cached(), []);
    assert.deepEqual(run(), { status: 0, stderr: "", installed: 2 });
  });

  it("says when the database does not load", () => {
    const { status, stderr } = run({ SQLITE: "throw new Error('no binary');" });
    assert.equal(status, 1);
    assert.match(stderr, /better-sqlite3 does not load: [\s\S]*no binary/);
    assert.ok(!fs.existsSync(link()));
  });

  it("leaves a real folder alone", () => {
    fs.mkdirSync(link());
    assert.deepEqual(run(), { status: 0, stderr: "", installed: 0 });
    assert.ok(fs.lstatSync(link()).isDirectory());
  });
});
