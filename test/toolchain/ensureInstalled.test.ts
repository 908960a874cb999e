import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { makeWorld, type World } from "./world";

const wanted = {
  "": { version: "1.0.0" },
  "sdks/own": { version: "1.0.0" },
  "node_modules/own": { resolved: "sdks/own", link: true },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/a/node_modules/b": { version: "2.0.0", integrity: "sha512-b" },
  "node_modules/other-system": { version: "1.0.0", integrity: "sha512-o", optional: true },
};
const installed = {
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/a/node_modules/b": { version: "2.0.0", integrity: "sha512-b" },
  "node_modules/left-over": { version: "1.0.0", integrity: "sha512-l" },
};

describe("scripts/ensure-installed", () => {
  let world: World;
  beforeEach(() => {
    world = makeWorld();
    fs.mkdirSync(path.join(world.folder, "scripts"));
    for (const name of ["ensure-installed.js", "runNpm.js"])
      fs.copyFileSync(path.join(packageRoot(), "scripts", name), path.join(world.folder, "scripts", name));
    world.script(
      "bin/npm",
      `echo "$HARNESS_CATALOG_INSTALLING $*" >> ${world.folder}/npm.log; exit $NPM_EXIT`,
    );
  });
  afterEach(() => world.remove());

  const script = (): string => path.join(world.folder, "scripts", "ensure-installed.js");
  const write = (file: string, packages: object): void => {
    fs.mkdirSync(path.dirname(path.join(world.folder, file)), { recursive: true });
    fs.writeFileSync(path.join(world.folder, file), JSON.stringify({ packages }));
  };
  const run = (env: NodeJS.ProcessEnv = {}) => {
    const options = { env: { ...world.env, NPM_EXIT: "0", ...env }, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [script()], options);
    assert.equal(stderr, "");
    const log = path.join(world.folder, "npm.log");
    return { status, stdout, npm: fs.existsSync(log) ? fs.readFileSync(log, "utf8") : "" };
  };

  it("installs in a fresh clone", () => {
    write("package-lock.json", wanted);
    const line = "installing packages with npm ci: node_modules is missing\n";
    assert.deepEqual(run(), { status: 0, stdout: line, npm: "1 ci\n" });
  });

  it("does and says nothing when every package is there, whatever the files' times", () => {
    write("node_modules/.package-lock.json", installed);
    write("package-lock.json", wanted);
    assert.deepEqual(run(), { status: 0, stdout: "", npm: "" });
  });

  it("installs when a package is of another version or missing", () => {
    write("package-lock.json", wanted);
    write("node_modules/.package-lock.json", {
      "node_modules/a": { version: "0.9.0", integrity: "sha512-a" },
    });
    const line = "installing packages with npm ci: a and 1 more not as in package-lock.json\n";
    assert.deepEqual(run(), { status: 0, stdout: line, npm: "1 ci\n" });
  });

  it("fails as npm fails", () => {
    write("package-lock.json", wanted);
    assert.equal(run({ NPM_EXIT: "5" }).status, 5);
  });

  it("does nothing inside the npm it has started", () => {
    write("package-lock.json", wanted);
    assert.deepEqual(run({ HARNESS_CATALOG_INSTALLING: "1" }), { status: 0, stdout: "", npm: "" });
  });
});
