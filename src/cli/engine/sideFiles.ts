/**
 * Files the engine keeps beside a state: history, blob attributes, its choice of stack. It trips over one that a full
 * disk has left empty or torn, and needs none of them. For backends that are folders.
 */
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { replaceFile } from "../replaceFile";
import type { EngineSettings } from "./settings";

/** The newest files of a folder that are looked at; the engine reads no older ones. */
const newest = 40;

/** Says which layout the folder has; without it the engine takes it for one of an old version. */
const layout = "version: 1\n";

/** Removes side files that are not whole. Leaves the state itself alone, see restoreState.ts. */
export function removeTornSideFiles(settings: EngineSettings, project: string): void {
  const { backendUrl, envVars, stack } = settings;
  if (!backendUrl.startsWith("file://")) return;
  const root = join(fileURLToPath(new URL(backendUrl)), ".pulumi");
  const home = envVars["PULUMI_HOME"];
  const folders = [
    root,
    join(root, "stacks", project),
    join(root, "history", project, stack),
    join(root, "backups", project, stack),
    ...(home === undefined ? [] : [home, join(home, "workspaces")]),
  ];
  for (const file of folders.flatMap(candidates)) {
    if (file !== join(root, "stacks", project, `${stack}.json`) && isTorn(file))
      rmSync(file, { force: true });
  }
  const meta = join(root, "meta.yaml");
  if (existsSync(join(root, "stacks")) && (!existsSync(meta) || statSync(meta).size === 0))
    replaceFile(meta, layout);
}

function candidates(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|attrs)$/.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort()
    .slice(-newest);
}

/** Whether a JSON file ends before its last bracket. */
function isTorn(file: string): boolean {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const end = Buffer.alloc(Math.min(size, 16));
    readSync(descriptor, end, 0, end.length, size - end.length);
    return !/[}\]]\s*$/.test(end.toString("latin1"));
  } finally {
    closeSync(descriptor);
  }
}
