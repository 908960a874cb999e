import type { Stack } from "@pulumi/pulumi/automation";
import { assertRepositoriesKept, type GitHubOutputs } from "../../infra/gitHub";

/**
 * `destroy` runs no program, and the engine meets a protected object only after it has deleted others. So what the last
 * run left is asked first.
 * @throws CatalogError CMD002 when the stack holds a protected repository
 */
export async function assertDestroyAllowed(stack: Stack): Promise<void> {
  const { gitHub } = await stack.outputs();
  assertRepositoriesKept(gitHub?.value as GitHubOutputs | undefined, undefined);
}
