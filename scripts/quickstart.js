"use strict";
// `npm run quickstart`: installs, then the same commands a person would type. Plain Node.js, because nothing is installed yet.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const root = join(__dirname, "..");
const bin = join(root, "cli", "bin.js");

/** Runs one step with this terminal; ends the quickstart with the step's exit code when it fails. */
function step(title, args) {
  process.stdout.write(`\n${title}\n`);
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

step("1. Installing what is missing", [join(__dirname, "ensure-installed.js")]);
step("2. Checking the catalog", [bin, "validate"]);
step("3. Starting the sandbox, a Harness account on this machine", [bin, "sandbox", "start"]);
step("4. Reconciling it with the real Pulumi engine", [bin, "up", "--stack", "dev", "--yes"]);
step("5. What is there now", [bin, "sandbox", "status"]);
process.stdout.write(`
Next, try:
  npx harness-catalog remove payment-service && npx harness-catalog up --yes
  git checkout catalog/services.yaml && npx harness-catalog up --yes
  npx harness-catalog sandbox stop
`);
