"use strict";
/**
 * Runs `npm ci` where the packages of package-lock.json are not installed, so that `npm test` works in a fresh clone
 * and after a pull that changed them. Compares versions instead of file times: a checkout or a restored CI cache
 * changes times and nothing else. Needs nothing but Node.js, as it runs before anything is installed.
 */
const fs = require("node:fs");
const path = require("node:path");
const { runNpm } = require("./runNpm");

/** Set for the npm it starts, whose own scripts may end up here again. */
const GUARD = "HARNESS_CATALOG_INSTALLING";

/** Says in a few words why the packages must be installed; undefined when they are all there. */
function reasonToInstall(root) {
  const installed = readPackages(path.join(root, "node_modules", ".package-lock.json"));
  if (installed === undefined) return "node_modules is missing";
  const wanted = readPackages(path.join(root, "package-lock.json")) ?? {};
  const stale = Object.keys(wanted).filter(
    (name) => isRequired(name, wanted[name]) && !isSame(wanted[name], installed[name]),
  );
  if (stale.length === 0) return undefined;
  const more = stale.length === 1 ? "" : ` and ${stale.length - 1} more`;
  return `${stale[0].replace(/^.*node_modules\//, "")}${more} not as in package-lock.json`;
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Workspaces are folders of this repository; optional packages may belong to another system. */
function isRequired(name, entry) {
  return name.includes("node_modules/") && !entry.link && !entry.optional && !entry.devOptional;
}

function isSame(wanted, found) {
  return found !== undefined && found.version === wanted.version && found.integrity === wanted.integrity;
}

function main(root, env) {
  if (env[GUARD] !== undefined) return 0;
  const reason = reasonToInstall(root);
  if (reason === undefined) return 0;
  console.log(`installing packages with npm ci: ${reason}`);
  const { status } = runNpm(["ci"], { cwd: root, stdio: "inherit", env: { ...env, [GUARD]: "1" } });
  return status ?? 1;
}

module.exports = { reasonToInstall, main };

if (require.main === module) {
  try {
    process.exitCode = main(path.resolve(__dirname, ".."), process.env);
  } catch (error) {
    process.stderr.write(`error ${error.message}\n`);
    process.exitCode = 1;
  }
}
