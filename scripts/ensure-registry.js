"use strict";
/**
 * Puts the packages of test/packages/registry/package-lock.json into the cache: the local registry that the tests publish to. They are
 * installed once for each lock file (about 330 packages, half a minute), not once for each clone.
 */
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { cacheFolder } = require("./cacheFolder");
const { runNpm } = require("./runNpm");

const manifests = ["package.json", "package-lock.json", ".npmrc"];

/** Returns the folder of the installed registry. */
function ensureRegistry(root, env, say) {
  const source = path.join(root, "test", "packages", "registry");
  const hash = createHash("sha256");
  for (const name of manifests) hash.update(fs.readFileSync(path.join(source, name)));
  const target = path.join(cacheFolder(env), "registry", hash.digest("hex").slice(0, 16));
  if (fs.existsSync(target)) return target;
  say("installing a local registry for the tests, once (about half a minute)");
  // a folder of its own until it is complete: a killed or parallel run leaves nothing half done behind
  const draft = `${target}.${process.pid}`;
  try {
    fs.mkdirSync(draft, { recursive: true });
    for (const name of manifests) fs.copyFileSync(path.join(source, name), path.join(draft, name));
    const options = { cwd: draft, env, stdio: ["ignore", 2, 2] };
    const { status } = runNpm(["ci", "--ignore-scripts", "--loglevel=error"], options);
    if (status !== 0) throw new Error("npm ci for the registry failed; its output above says why");
    fs.renameSync(draft, target);
  } catch (error) {
    // somebody else may have finished the same meanwhile
    if (!fs.existsSync(target)) throw error;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

module.exports = { ensureRegistry };

if (require.main === module) {
  try {
    ensureRegistry(path.resolve(__dirname, ".."), process.env, (line) => console.log(line));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
