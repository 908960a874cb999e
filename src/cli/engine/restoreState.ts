/** A state that is torn or gone is put back from the last good copy. For backends that are folders. */
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { problem, type CatalogError } from "@harness-catalog/problems";
import { copiesFolder, newestCopy } from "./lastGood";
import type { EngineSettings } from "./settings";
import { readStateFile, stateFile, type ExportedState } from "./stackState";

/** What a damaged state is to be replaced with. */
export interface Restoration {
  readonly state: ExportedState;
  /** What has happened, for a person. */
  readonly notice: string;
}

/**
 * Looks whether the state of a stack is whole. A torn one is moved out of the engine's way, beside the copies.
 * @returns what to put in its place; undefined when it is whole, or nothing was ever in it
 * @throws CatalogError CMD040 when it is torn and no copy is left
 */
export function restorationOf(settings: EngineSettings, project: string): Restoration | undefined {
  const file = stateFile(settings, project);
  if (file === undefined) return undefined;
  const found = readStateFile(file);
  if (found.kind === "whole") return undefined;
  const copy = newestCopy(settings) ?? backupOf(found.kind === "torn" ? file : undefined);
  if (found.kind === "absent")
    return copy && { state: copy.state, notice: `${file} is gone; going on from ${copy.file}` };
  if (copy === undefined && existsSync(`${file}.bak`)) throw tornState(settings.stack, file, found.why);
  mkdirSync(copiesFolder(settings), { recursive: true, mode: 0o700 });
  renameSync(file, join(copiesFolder(settings), "torn.json"));
  // Without a copy and without the engine's own backup, the engine has written this stack once only: empty.
  const state = copy?.state ?? { version: 3, deployment: {} };
  return { state, notice: `${file} ${found.why}; going on from ${copy?.file ?? "an empty one"}` };
}

/** The engine's own backup of the state before its last write. */
function backupOf(file: string | undefined) {
  if (file === undefined) return undefined;
  const found = readStateFile(`${file}.bak`);
  return found.kind === "whole" ? { file: `${file}.bak`, state: found.state } : undefined;
}

/** The problem of a torn state that cannot be cured by itself. */
export function tornState(stack: string, file: string, why: string): CatalogError {
  return problem(
    "CMD040",
    `${file} ${why}, and so does its backup; no copy of the state is left on this machine`,
    `run: mv ${file} ${file}.torn && npx harness-catalog up --stack ${stack}: it takes over what carries this stack's marks; docs/state.md says how to put a backup of yours in place instead`,
  );
}
