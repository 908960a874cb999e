"use strict";
const { spawnSync } = require("node:child_process");

/** Runs npm and returns what `spawnSync` returns. Inside a script of npm this is the npm that was called, which need not be the one on PATH. */
function runNpm(args, options) {
  const called = options.env.npm_execpath;
  return called?.endsWith(".js")
    ? spawnSync(process.execPath, [called, ...args], options)
    : spawnSync("npm", args, options);
}

module.exports = { runNpm };
