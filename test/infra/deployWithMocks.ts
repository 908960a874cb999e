/**
 * Runs the whole program with Pulumi's mocks in a process of its own, and prints what it loaded and what it gave back: the last line
 * is JSON, those before are messages of the program.
 * Arguments: the folder of Pulumi.yaml, and `true` or `false` for harness-catalog:github.
 */
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { deploy } from "../../infra/program";
import { packageRoot } from "../../paths/packageRoot";

async function main([root = "", gitHub = "false"]: readonly string[]): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
      call: ({ inputs }) => ({ ...inputs, id: "4711" }) as Record<string, unknown>,
    },
    "harness-catalog",
    "prod",
    false,
    "organization",
  );
  pulumi.runtime.setAllConfig({ "harness:accountId": "acme-prod", "harness-catalog:github": gitHub });
  const { gitHub: onGitHub, objects } = await deploy(root, {
    HARNESS_CATALOG_DIR: join(packageRoot(), "catalog"),
    HARNESS_PLATFORM_API_KEY: "key",
    REPOSITORY_PULUMI_CONFIG_PASSPHRASE: "passphrase",
    HARNESS_PROD_HARNESS_PLATFORM_API_KEY: "key",
  });
  const loaded = Object.keys(require.cache).some((file) => file.includes("/@pulumi/github/"));
  process.stdout.write(`\n${JSON.stringify({ loaded, objects, onGitHub })}`);
}

void main(process.argv.slice(2));
