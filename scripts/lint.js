"use strict";
/**
 * ESLint and Prettier over everything. Prettier, which looks at each file alone, remembers what it has passed in the cache
 * folder. ESLint does not: what it says of a file also depends on the types of others.
 */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const path = require("node:path");
const { cacheFolder } = require("./cacheFolder");

/** Arguments of Prettier, which keeps one file of what has passed for each clone. */
function prettierArguments(root, env) {
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const file = path.join(cacheFolder(env), "prettier", name);
  return ["--check", ".", "--cache", "--cache-strategy", "content", "--cache-location", file];
}

/** @returns the exit code: that of the first that finds something */
function lint(root, env) {
  const run = (bin, args) => {
    const options = { cwd: root, env, stdio: "inherit" };
    return spawnSync(process.execPath, [path.join(root, "node_modules", bin), ...args], options).status ?? 1;
  };
  return run("prettier/bin/prettier.cjs", prettierArguments(root, env)) || run("eslint/bin/eslint.js", ["."]);
}

module.exports = { prettierArguments };

if (require.main === module) process.exitCode = lint(path.resolve(__dirname, ".."), process.env);
