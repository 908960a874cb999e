import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { findTool, locateTool, type FindOptions } from "../../src/toolchain/findTool";
import { builds, fakeGo, findIn, makeWorld, problemsOf, stillClock, type World } from "./world";

const CACHED = "cache/tools/pulumi-v3.276.0/bin/pulumi";

describe("src/toolchain/findTool", () => {
  let world: World;
  let said: string[];
  beforeEach(() => {
    world = makeWorld();
    said = [];
  });
  afterEach(() => world.remove());

  const find = (options: FindOptions = {}) => findIn(world, said, options);

  it("takes the pinned program on PATH before all others", async () => {
    const command = world.script("bin/pulumi", "echo v3.276.0");
    world.script(CACHED, "echo v3.276.0");
    assert.deepEqual(await find(), {
      name: "pulumi",
      command,
      root: world.folder,
      version: "v3.276.0",
      origin: "path",
    });
    assert.deepEqual(said, []);
  });

  it("passes over programs on PATH that are too old, broken, unversioned or a launcher of npm", async () => {
    world.script("node_modules/.bin/pulumi", "echo v3.300.0");
    const old = world.script("old/pulumi", "echo v3.247.0");
    const broken = world.script("broken/pulumi", "echo 'no such library' >&2; exit 127");
    const unversioned = world.script("unversioned/pulumi", "echo development");
    const good = world.script("bin/pulumi", "echo v3.276.0");
    const folders = ["node_modules/.bin", "old", "broken", "unversioned", "bin"];
    const PATH = folders.map((folder) => path.join(world.folder, folder)).join(path.delimiter);
    assert.equal((await find({ env: { ...world.env, PATH } })).command, good);
    assert.deepEqual(said, [
      `${old} is not used: it is v3.247.0, needed is v3.248.0 or newer of that major version`,
      `${broken} is not used: it does not run: no such library`,
      `${unversioned} is not used: it does not tell its version`,
    ]);
  });

  it("gives a program outside any bin folder a root that leads to it", async () => {
    const command = world.script("tools/pulumi", "echo v3.276.0");
    const env = { ...world.env, PATH: path.dirname(command) };
    const first = await find({ env });
    assert.equal(first.command, command);
    assert.equal(fs.realpathSync(path.join(first.root, "bin", "pulumi")), command);
    assert.deepEqual(await find({ env }), first);
  });

  it("takes the cached program when PATH has none", async () => {
    const command = world.script(CACHED, "echo v3.276.0");
    const tool = await find();
    assert.deepEqual([tool.command, tool.origin], [command, "cache"]);
    assert.equal(tool.root, path.join(world.cache, "tools", "pulumi-v3.276.0"));
  });

  it("builds once from the pinned module, then finds what it built", async () => {
    world.script("bin/go", fakeGo(world, "v3.276.0"));
    const built = await find();
    assert.deepEqual([built.origin, built.version], ["built", "v3.276.0"]);
    assert.equal((await find()).origin, "cache");
    assert.equal(builds(world).length, 1);
    assert.match(
      builds(world)[0] ?? "",
      /toolchain\/pulumi build -mod=readonly .*-X \S+version\.Version=v3\.276\.0 -o /,
    );
    assert.deepEqual(said, [
      "building the Pulumi engine from Go modules, takes about 4 minutes the first time",
    ]);
    assert.deepEqual(fs.readdirSync(built.root).concat(fs.readdirSync(path.join(built.root, "bin"))), [
      "bin",
      "pulumi",
    ]);
  });

  for (const [title, body] of [
    ["fails", "echo 'cannot execute' >&2; exit 126"],
    ["tells no version", "echo hello"],
  ] as const) {
    it(`builds anew when the cached program ${title}`, async () => {
      const command = world.script(CACHED, body);
      world.script("bin/go", fakeGo(world, "v3.276.0"));
      const tool = await find();
      assert.deepEqual([tool.command, tool.origin], [command, "built"]);
      assert.ok(
        said.some((message) => message.startsWith(`${command} is not used: it does not `)),
        said.join("\n"),
      );
    });
  }

  it("builds anew when the cached program is half a file", async () => {
    const command = world.script(CACHED, "");
    fs.writeFileSync(command, fs.readFileSync(process.execPath).subarray(0, 4096));
    world.script("bin/go", fakeGo(world, "v3.276.0"));
    assert.equal((await find()).origin, "built");
  });

  it("without Go says what to install (TOOL001)", async () => {
    const problems = await problemsOf(find());
    assert.match(
      problems,
      /^the Pulumi engine v3\.276\.0 is not found on PATH or in .*cache, and there is no Go to build it with/,
    );
    assert.match(problems, /install pulumi v3\.276\.0 from https:\S+, or Go 1\.26 or newer.*\[TOOL001\]$/);
  });

  it("locates what is there and neither builds nor downloads", async () => {
    const options = { env: world.env, npmFrom: world.folder };
    world.script("bin/go", fakeGo(world, "v3.276.0"));
    npmPackage(world, "exit 9");
    assert.equal(await locateTool("pulumi", options), undefined);
    assert.deepEqual(builds(world), []);
    await find();
    assert.equal((await locateTool("pulumi", options))?.origin, "cache");
  });

  it("lets the npm package download its release once, then uses it", async () => {
    npmPackage(
      world,
      `mkdir -p ${world.folder}/home/.pulumi/versions/3.276.0/bin
printf '#!/bin/sh\\necho v3.276.0\\n' > ${world.folder}/home/.pulumi/versions/3.276.0/bin/pulumi
chmod +x ${world.folder}/home/.pulumi/versions/3.276.0/bin/pulumi; echo v3.276.0`,
    );
    const root = path.join(world.folder, "home/.pulumi/versions/3.276.0");
    const expected = {
      name: "pulumi",
      command: path.join(root, "bin/pulumi"),
      root,
      version: "v3.276.0",
      origin: "npm",
    };
    assert.deepEqual(await find(), expected);
    assert.deepEqual(said, ["downloading the Pulumi release of the npm package pulumi"]);
    assert.deepEqual(await find(), expected);
    assert.equal(said.length, 1);
  });

  it("downloads no release of the npm package that is not the pinned one", async () => {
    npmPackage(world, "touch $HOME/ran; exit 1", "3.265.0");
    world.script(CACHED, "echo v3.276.0");
    assert.equal((await find()).origin, "cache");
    assert.equal(fs.existsSync(path.join(world.folder, "home/ran")), false);
    assert.deepEqual(said, []);
  });

  it("goes on to the cache when the npm package cannot download", async () => {
    npmPackage(world, "echo 'pulumi: fetch failed' >&2; exit 1");
    world.script(CACHED, "echo v3.276.0");
    assert.equal((await find()).origin, "cache");
    assert.deepEqual(said.slice(1), [
      "the npm package pulumi is not used: it does not run: pulumi: fetch failed",
    ]);
  });

  it("hands proxies and authorities on to Go", async () => {
    world.script("bin/go", `echo "$HTTPS_PROXY $NO_PROXY $SSL_CERT_FILE $GOPROXY" >&2; exit 1`);
    const env = {
      HTTPS_PROXY: "http://p:1",
      NO_PROXY: "a.io",
      SSL_CERT_FILE: "/ca.pem",
      GOPROXY: "https://go.a.io",
    };
    assert.match(
      await problemsOf(find({ env: { ...world.env, ...env } })),
      /http:\/\/p:1 a\.io \/ca\.pem https:\/\/go\.a\.io/,
    );
  });

  it("shows what Go said when the build fails (TOOL002), and can be run again", async () => {
    world.script("bin/go", "echo 'go: module lookup disabled' >&2; exit 1");
    assert.match(
      await problemsOf(find()),
      /could not be built from its Go module: go: module lookup disabled.*\[TOOL002\]$/,
    );
    world.script("bin/go", fakeGo(world, "v3.276.0"));
    assert.equal((await find()).origin, "built");
  });

  it("refuses a build of another version and leaves nothing in its place (TOOL003)", async () => {
    world.script("bin/go", fakeGo(world, "v3.1.0"));
    assert.match(await problemsOf(find()), /it says it is v3\.1\.0, not v3\.276\.0.*\[TOOL003\]$/);
    assert.deepEqual(fs.readdirSync(path.join(world.cache, "tools/pulumi-v3.276.0/bin")), []);
  });

  it("names the way out when the cache cannot be written (TOOL004)", async () => {
    world.script("bin/go", fakeGo(world, "v3.276.0"));
    fs.writeFileSync(world.cache, "a file where the folder should be");
    assert.match(await problemsOf(find()), /cannot be used: .*HARNESS_CATALOG_CACHE.*\[TOOL004\]$/);
  });

  it("looks for the other tools in the same way", async () => {
    world.script("bin/go", fakeGo(world, "Version: 1.22.0"));
    const tool = await findTool("opa", { env: world.env, clock: stillClock() });
    assert.deepEqual([tool.name, tool.origin, tool.version], ["opa", "built", "v1.22.0"]);
    assert.equal(tool.command, path.join(world.cache, "tools/opa-v1.22.0/bin/opa"));
  });
});

/** A stand-in for the npm package `pulumi`, whose launcher runs this shell script. */
function npmPackage(world: World, body: string, version = "3.276.0"): void {
  const script = world.script("launch.sh", body);
  const folder = path.join(world.folder, "node_modules", "pulumi");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "pulumi", version }));
  const launch = `require("child_process").spawnSync(${JSON.stringify(script)}, { stdio: "inherit" }).status`;
  fs.writeFileSync(path.join(folder, "run.js"), `process.exitCode = ${launch};`);
}
