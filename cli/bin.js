#!/usr/bin/env node
"use strict";
let main;
try {
  ({ main } = require("../dist/cli/main.js"));
} catch (error) {
  if (error.code !== "MODULE_NOT_FOUND") throw error;
  process.stderr.write(
    "error harness-catalog is not installed or not compiled (run `npm ci` in its clone)\n",
  );
  process.exitCode = 1;
}
if (main) main(process);
