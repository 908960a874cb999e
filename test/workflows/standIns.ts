/** What the actions of a workflow do, on this machine. An action that is not here fails the test. */
import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../paths/packageRoot";
import { condition } from "./expression";
import { actions, type Step } from "./files";
import type { Surroundings } from "./runner";

type Given = Readonly<Record<string, string>>;
type Place = Surroundings & { readonly workspace: string };

const standIns: Readonly<Record<string, (given: Given, place: Place) => Promise<void> | void>> = {
  "actions/checkout": (_given, place) => place.checkout(place.workspace),
  "./.github/actions/setup": (_given, { workspace }) => install(workspace),
  "./.github/actions/state": (given) => noCloud(given),
  "actions/upload-artifact": (given, { workspace, dir }) => {
    const from = join(workspace, given["path"] ?? "");
    const to = artifact(dir, given);
    mkdirSync(to, { recursive: true });
    cpSync(from, given["path"]?.includes(".") ? join(to, given["path"]) : to, { recursive: true });
  },
  "actions/download-artifact": (given, { workspace, dir }) => {
    const from = artifact(dir, given);
    if (!existsSync(from)) throw new Error(`there is no artifact ${given["name"]}`);
    cpSync(from, workspace, { recursive: true });
  },
};

/** Does what an action would do for the job. */
export async function useAction(step: Step, given: Given, place: Place): Promise<void> {
  const [name = ""] = (step.uses ?? "").split("@");
  const standIn = standIns[name];
  if (standIn === undefined) throw new Error(`no stand-in for the action ${step.uses}`);
  await standIn(given, place);
}

function artifact(dir: string, given: Given): string {
  return join(dir, "artifacts", given["name"] ?? "");
}

/** What no command runs: most of what is compiled. */
const notNeeded = /dist\/(test|bench)$|\.map$/;

/** Instead of `npm ci`: the packages and the compiled code of this project. */
function install(workspace: string): void {
  symlinkSync(join(packageRoot(), "node_modules"), join(workspace, "node_modules"));
  const filter = (path: string) => !notNeeded.test(path);
  cpSync(join(packageRoot(), "dist"), join(workspace, "dist"), { recursive: true, filter });
}

/** Runs nothing: with no input of a cloud given, every step of the action must be skipped by its own condition. */
function noCloud(given: Given): void {
  for (const step of actions().get("state")?.runs.steps ?? []) {
    if (condition(step.if, { inputs: given }, { failed: false }))
      throw new Error(`would log in by ${step.uses}`);
  }
}
