"use strict";
/**
 * Puts the packages of packages/backstage/package-lock.json into the cache and links packages/backstage/node_modules to them, so that
 * `npm test` can run the forms in a real Backstage backend. They are installed once for each lock file (about 900
 * packages, 450 MB), not once for each clone. Needs Node.js and npm; better-sqlite3 is compiled (make, g++, Python 3)
 * where its ready-made binary cannot be downloaded.
 */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { cacheFolder } = require("./cacheFolder");
const { runNpm } = require("./runNpm");

const manifests = ["package.json", "package-lock.json", ".npmrc"];

/** Folder of this lock file's packages. Native code fits one version of Node's binary interface and one machine. */
function packagesFolder(root, env) {
  const hash = createHash("sha256");
  for (const name of manifests) hash.update(fs.readFileSync(path.join(root, "packages", "backstage", name)));
  const { modules } = process.versions;
  const key = `${hash.digest("hex").slice(0, 16)}-${process.platform}-${process.arch}-${modules}`;
  return path.join(cacheFolder(env), "backstage", key);
}

/** Headers of this very Node.js, so that compiling needs no download; undefined where they are not installed with it. */
function headersOf(execPath) {
  const prefix = path.dirname(path.dirname(fs.realpathSync(execPath)));
  return fs.existsSync(path.join(prefix, "include", "node", "node.h")) ? prefix : undefined;
}

function install(root, target, env) {
  // a folder of its own until it is complete: a killed or parallel run leaves nothing half done behind
  const draft = `${target}.${process.pid}`;
  try {
    installInto(root, draft, env);
    fs.renameSync(draft, target);
  } catch (error) {
    // somebody else may have finished the same meanwhile
    if (!fs.existsSync(target)) throw error;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function installInto(root, draft, env) {
  fs.mkdirSync(draft, { recursive: true });
  for (const name of manifests)
    fs.copyFileSync(path.join(root, "packages", "backstage", name), path.join(draft, name));
  const nodedir = env.npm_config_nodedir ?? headersOf(process.execPath);
  const result = runNpm(["ci", "--loglevel=error"], {
    cwd: draft,
    stdio: ["ignore", 2, 2],
    env: { ...env, ...(nodedir !== undefined && { npm_config_nodedir: nodedir }) },
  });
  if (result.status !== 0) throw new Error(`npm ci for Backstage failed; its output above says why`);
  const works = spawnSync(process.execPath, ["-e", 'new (require("better-sqlite3"))(":memory:")'], {
    cwd: draft,
  });
  if (works.status !== 0) throw new Error(`better-sqlite3 does not load: ${String(works.stderr)}`);
}

/** Returns the folder of the packages. A real folder packages/backstage/node_modules is somebody's own `npm ci` and is left alone. */
function ensureBackstage(root, env, say) {
  const link = path.join(root, "packages", "backstage", "node_modules");
  const found = fs.lstatSync(link, { throwIfNoEntry: false });
  if (found?.isDirectory()) return link;
  const target = packagesFolder(root, env);
  if (!fs.existsSync(target)) {
    say("installing Backstage for its tests, once (about 3 minutes)");
    install(root, target, env);
  }
  const packages = path.join(target, "node_modules");
  if (found?.isSymbolicLink() && fs.readlinkSync(link) === packages) return link;
  fs.rmSync(link, { force: true });
  fs.symlinkSync(packages, link);
  return link;
}

module.exports = { ensureBackstage, packagesFolder };

if (require.main === module) {
  try {
    ensureBackstage(path.resolve(__dirname, ".."), process.env, (line) => console.log(line));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
