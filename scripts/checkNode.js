"use strict";
/**
 * What `npm run test:node` does on each line of Node.js: the unit tests of this folder, and the quickstart in a fresh clone
 * of its HEAD, packages included. Without the tests of `test/backstage`, whose database is compiled for one Node.js.
 */
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { runNpm } = require("./runNpm");

const root = path.join(__dirname, "..");
const mocha = path.join(root, "node_modules", "mocha", "bin", "mocha.js");
const unitTests = [
  "packages/*/dist/test/**/*.test.js",
  "dist/test/!(road|workflows|engine|backstage)/**/*.test.js",
];

/** Runs one step with this terminal, says what it took, and ends the program when it fails. */
function step(title, run) {
  const start = performance.now();
  const { status, error } = run();
  if (error) process.stderr.write(`error ${title}: ${error.message}\n`);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(`Node.js ${process.versions.node}: ${title} took ${seconds} s\n`);
  if (status !== 0) process.exit(status ?? 1);
}

const here = { cwd: root, env: process.env, stdio: "inherit" };
step("compiling", () => runNpm(["run", "--silent", "build"], here));
step("the unit tests", () =>
  spawnSync(process.execPath, [mocha, "--parallel", "--reporter", "dot", ...unitTests], here),
);

const clone = fs.mkdtempSync(path.join(os.tmpdir(), "harness-catalog-quickstart-"));
process.on("exit", () => fs.rmSync(clone, { recursive: true, force: true }));
step("cloning", () => spawnSync("git", ["clone", "--quiet", root, clone], here));
const { HARNESS_CATALOG_STATE: _state, ...env } = process.env;
const there = { cwd: clone, env, stdio: "inherit" };
step("the quickstart", () => runNpm(["run", "--silent", "quickstart"], there));
step("stopping its sandbox", () => spawnSync(process.execPath, ["src/cli/bin.js", "sandbox", "stop"], there));
