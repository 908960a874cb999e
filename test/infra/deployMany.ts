/**
 * Runs the whole program with Pulumi's mocks once for each catalog of a folder, each time on what the first one, `old`, left.
 * Arguments: the folder. Prints one line of JSON: by name of the catalog the problems of a refusal, or null.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { deploy } from "../../infra/program";
import type { StackOutputs } from "../../infra/outputs";
import { packageRoot } from "../../src/paths/packageRoot";

async function main([dir = ""]: readonly string[]): Promise<void> {
  const left: { last?: StackOutputs } = {};
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
      call: () => (left.last === undefined ? {} : { outputs: left.last }),
    },
    "harness-catalog",
    "table",
    false,
    "organization",
  );
  const run = (name: string) =>
    deploy(packageRoot(), {
      HARNESS_ACCOUNT_ID: "acme",
      HARNESS_PLATFORM_API_KEY: "key",
      HARNESS_CATALOG_DIR: join(dir, name),
    });
  left.last = await run("old");
  const said: Record<string, readonly Problem[] | null> = {};
  for (const name of readdirSync(dir)) {
    said[name] = await run(name).then(
      () => null,
      (error: unknown) => {
        if (error instanceof CatalogError) return error.problems;
        throw error;
      },
    );
  }
  process.stdout.write(`\n${JSON.stringify(said)}`);
}

void main(process.argv.slice(2));
