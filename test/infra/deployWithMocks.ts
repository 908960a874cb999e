/**
 * Runs the whole program with Pulumi's mocks in a process of its own, and prints what it loaded, registered and gave back or
 * refused: the last line is JSON, those before are messages of the program.
 * Arguments: the folder of Pulumi.yaml, `true` or `false` for harness-catalog:github, and what is imported.
 */
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CatalogError } from "@harness-catalog/problems";
import { deploy } from "../../infra/program";
import { packageRoot } from "../../src/paths/packageRoot";

async function main([root = "", gitHub = "false", imports = ""]: readonly string[]): Promise<void> {
  let registered = 0;
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => {
        registered += 1;
        return { id: name, state: inputs as Record<string, unknown> };
      },
      call: ({ inputs }) => ({ ...inputs, id: "4711" }) as Record<string, unknown>,
    },
    "harness-catalog",
    "prod",
    false,
    "organization",
  );
  pulumi.runtime.setAllConfig({ "harness:accountId": "acme-prod", "harness-catalog:github": gitHub });
  const given = {
    HARNESS_CATALOG_DIR: join(packageRoot(), "catalog"),
    HARNESS_PLATFORM_API_KEY: "key",
    HARNESS_PROD_PULUMI_CONFIG_PASSPHRASE: "passphrase",
    HARNESS_PROD_HARNESS_PLATFORM_API_KEY: "key",
    HARNESS_CATALOG_IMPORT: imports,
  };
  const outcome = await deploy(root, given).then(
    ({ gitHub: onGitHub, objects }) => ({ onGitHub, objects }),
    (error: unknown) => {
      if (error instanceof CatalogError) return { refused: error.problems };
      throw error;
    },
  );
  const loaded = Object.keys(require.cache).some((file) => file.includes("/@pulumi/github/"));
  process.stdout.write(`\n${JSON.stringify({ loaded, registered, ...outcome })}`);
}

void main(process.argv.slice(2));
