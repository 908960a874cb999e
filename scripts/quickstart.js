"use strict";
// `npm run quickstart`: installs, then the same commands a person would type. Plain Node.js, because nothing is installed yet.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const root = join(__dirname, "..");
const bin = join(root, "src", "cli", "bin.js");
const toolchain = join(root, "dist", "src", "toolchain", "main.js");

/** Runs one step with this terminal; ends the quickstart with the step's exit code when it fails. */
function step(title, args) {
  process.stdout.write(`\n${title}\n`);
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (result.error) process.stderr.write(`error ${title}: ${result.error.message}\n`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

step("1. Installing what is missing", [join(__dirname, "ensure-installed.js")]);
// Compiles what has changed since the last time and nothing else, so it is asked always: an update of the files alone
// would run what was compiled before it.
step("2. Compiling", [join(__dirname, "build.js")]);
step("3. Checking the catalog", [bin, "validate"]);
step("4. Finding Open Policy Agent, which judges every plan; built once where it is missing", [
  toolchain,
  "opa",
  "--",
  "version",
]);
step("5. Starting the sandbox, a Harness account on this machine", [bin, "sandbox", "start"]);
step("6. Judging it by the policies, then reconciling it with the real Pulumi engine", [
  bin,
  "up",
  "--stack",
  "dev",
  "--yes",
]);
step("7. What is there now", [bin, "sandbox", "status"]);
process.stdout.write(`
Next, try:
  npx harness-catalog remove payment-service && npx harness-catalog up --yes
  git checkout catalog/services.yaml && npx harness-catalog up --yes
  npx harness-catalog sandbox stop
`);
