/** One run that may delete protected objects, because a person has given the word. */
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { gte } from "semver";
import { stackConfig } from "../stackFile";
import type { EngineSettings } from "./settings";

/** The first engine that can be told to let protected objects go in one run. Older ones refuse, and say how to unprotect. */
const since = "3.255.0";

/** Commands of the engine that delete. */
const deleting = new Set(["preview", "up", "destroy"]);

interface Runs {
  run(args: string[], ...rest: unknown[]): Promise<unknown>;
}

/** Makes every run of this command ignore the protection of objects. What may go, the guard has judged or `destroy` says. */
export function letProtectedGo(command: PulumiCommand): void {
  if (command.version !== null && !gte(command.version.version, since)) return;
  // The Automation API has no option for it yet, but hands every list of words to this one function.
  const inner = command as unknown as Runs;
  const run = inner.run.bind(command);
  inner.run = (args, ...rest) =>
    run(deleting.has(args[0] ?? "") ? [...args, "--ignore-protect"] : args, ...rest);
}

/** Whether a run of the program is given the word for its losses, by environment or stack file. */
export function hasWord({ programEnv, root, stack }: EngineSettings): boolean {
  const word =
    programEnv["HARNESS_CATALOG_ALLOW_DELETIONS"] ??
    stackConfig(root, stack)["harness-catalog:allowDeletions"];
  return word !== undefined && word !== "";
}
