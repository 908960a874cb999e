import type { Stack } from "@pulumi/pulumi/automation";
import { assertRepositoriesKept, type GitHubOutputs } from "../../../infra/gitHub";
import { knownState } from "./knownState";
import type { Opened } from "./lostObjects";
import { connectionOf } from "./stackRecord";
import type { EngineSettings } from "./settings";
import { readState } from "./stackState";

/**
 * A state that was thought lost may come back when another one has taken its objects over. The provider asks each object
 * whose it is; grants and other things that carry no marks it cannot ask.
 * @throws CatalogError HAR003 when the objects are another state's by now
 */
export async function assertStillOwner(settings: EngineSettings, project: string): Promise<void> {
  const { assertStateOwns, kindOf } = await import("@pulumi/harness/provider/orphans");
  const found = await readState(settings, project);
  const resources = found.kind === "whole" ? (found.state.deployment.resources ?? []) : [];
  const objects = resources.flatMap(({ type, inputs = {}, delete: goes }) => {
    const kind = kindOf(type);
    return kind === undefined || goes === true ? [] : [{ kind, properties: inputs }];
  });
  await assertStateOwns(connectionOf(settings), settings.programEnv, objects);
}

/**
 * `destroy` runs no program, and the engine meets a protected object only after it has deleted others. So what the last
 * run left is asked first.
 * @throws CatalogError CMD002 when the stack holds a protected repository
 */
export async function assertDestroyAllowed({ settings, project, stack }: Opened): Promise<void> {
  const known = knownState(settings, project);
  const gitHub = known === undefined ? await gitHubOf(stack) : known.outputs.gitHub;
  assertRepositoriesKept(gitHub, undefined);
}

async function gitHubOf(stack: Stack): Promise<GitHubOutputs | undefined> {
  const { gitHub } = await stack.outputs();
  return gitHub?.value as GitHubOutputs | undefined;
}
