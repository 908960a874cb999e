/** What the actions of a workflow do, on this machine. An action that is not here fails the test. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { condition } from "./expression";
import { actions, type Step } from "./files";
import type { Surroundings } from "./runner";

type Given = Readonly<Record<string, string>>;
type Place = Surroundings & { readonly workspace: string };
type Outputs = Record<string, string>;

/** Token that the App for owners gets. */
export const ownersAppToken = "token-of-the-app-for-owners";

const standIns: Readonly<Record<string, (given: Given, place: Place) => Promise<void> | Outputs | void>> = {
  "actions/checkout": async (given, { workspace, checkout }) => {
    const into = join(workspace, given["path"] ?? "");
    await checkout(into, given["ref"] || undefined);
    if (given["sparse-checkout"] !== undefined) keepOnly(into, given["sparse-checkout"].trim().split("\n"));
  },
  "actions/create-github-app-token": () => ({ token: ownersAppToken }),
  "./.github/actions/setup": (_given, { workspace }) => install(workspace),
  "./.github/actions/state": (given) => noCloud(given),
  "actions/upload-artifact": (given, { workspace, dir, published, workflow }) => {
    const from = join(workspace, given["path"] ?? "");
    const to = artifact(dir, given);
    mkdirSync(to, { recursive: true });
    cpSync(from, given["path"]?.includes(".") ? join(to, given["path"]) : to, { recursive: true });
    published(given["name"] ?? "", workflow ?? "");
  },
  "actions/download-artifact": (given, { workspace, dir, artifactsOf }) => {
    const run = given["run-id"];
    const from = artifact(run === undefined ? dir : (artifactsOf(run) ?? ""), given);
    if (!existsSync(from)) throw new Error(`there is no artifact ${given["name"]}`);
    cpSync(from, workspace, { recursive: true });
  },
};

/** Does what an action would do for the job. */
export async function useAction(step: Step, given: Given, place: Place): Promise<Outputs | void> {
  const [name = ""] = (step.uses ?? "").split("@");
  const standIn = standIns[name];
  if (standIn === undefined) throw new Error(`no stand-in for the action ${step.uses}`);
  return standIn(given, place);
}

/** As a sparse checkout in cone mode: these folders, and the files of every folder on the way to them. */
function keepOnly(dir: string, folders: readonly string[], at = ""): void {
  for (const entry of readdirSync(join(dir, at), { withFileTypes: true })) {
    const path = at === "" ? entry.name : `${at}/${entry.name}`;
    if (!entry.isDirectory() || entry.name === ".git" || folders.includes(path)) continue;
    if (folders.some((folder) => `${dirname(folder)}/`.startsWith(`${path}/`))) keepOnly(dir, folders, path);
    else rmSync(join(dir, path), { recursive: true });
  }
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
  for (const folder of [
    "",
    ...readdirSync(join(packageRoot(), "packages")).map((name) => join("packages", name)),
  ]) {
    const dist = join(packageRoot(), folder, "dist");
    if (existsSync(dist)) cpSync(dist, join(workspace, folder, "dist"), { recursive: true, filter });
  }
}

/** Runs nothing: with no input of a cloud given, every step of the action must be skipped by its own condition. */
function noCloud(given: Given): void {
  for (const step of actions().get("state")?.runs.steps ?? []) {
    if (condition(step.if, { inputs: given }, { failed: false }))
      throw new Error(`would log in by ${step.uses}`);
  }
}
