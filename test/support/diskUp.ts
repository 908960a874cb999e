/**
 * `diskUp <generation>`: one `up` of the disk test in a process of its own, which may be held to a size of files that the
 * tests themselves must not be held to. Ends with 0, with 3 and the problems, or with 1 and what nobody expected.
 */
import * as harness from "@pulumi/harness";
import { runOperation } from "../../src/cli/engine/operation";
import { engineSettings } from "../../src/cli/engine/settings";
import { leaveLimitToWrites } from "../../src/cli/main";
import { problemOf } from "@harness-catalog/problems/unexpected";
import { packageRoot } from "../../src/paths/packageRoot";
import { diskServices } from "./diskServices";
import { memoryIo } from "./io";

const toldVariables = [
  "HARNESS_ACCOUNT_ID",
  "HARNESS_ENDPOINT",
  "HARNESS_PLATFORM_API_KEY",
  "HARNESS_RATE_LIMIT_PER_MINUTE",
  "HARNESS_CATALOG_STATE",
];

async function main(generation: number): Promise<void> {
  const env = Object.fromEntries(toldVariables.map((name) => [name, process.env[name] ?? ""]));
  const io = memoryIo({ env });
  const settings = engineSettings(io, packageRoot(), "disk");
  Object.assign(settings.envVars, env);
  const tags = ["managed_by:harness-catalog", "catalog_stack:disk"];
  const program = () => {
    for (const [identifier, description] of Object.entries(diskServices(generation)))
      new harness.platform.Service(identifier, { identifier, name: identifier, description, tags });
    return Promise.resolve({});
  };
  await runOperation(io, settings, "up", { quiet: true, program });
}

leaveLimitToWrites(process);
main(Number(process.argv[2])).catch((error: unknown) => {
  const { message, problems } = problemOf(error, ["up"]);
  const bug = problems.some(({ code }) => code === "CMD091");
  process.stderr.write(`${message}\n${bug ? String((error as Error).stack) : ""}`);
  process.exitCode = bug ? 1 : 3;
});
