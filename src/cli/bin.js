#!/usr/bin/env node
"use strict";
let main;
try {
  ({ main } = require("../../dist/src/cli/main.js"));
} catch (error) {
  const missing = error.code === "MODULE_NOT_FOUND";
  const what = missing ? "is not installed or not compiled" : `cannot be loaded: ${error.message}`;
  process.stderr.write(`error harness-catalog ${what.split("\n")[0]} (run \`npm ci\` in its clone)\n`);
  process.exitCode = 1;
}
if (main) main(process);
