/** Orphans after an `up`: deleted where somebody says so, looked for where the last run was lost. */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../../catalog/model";
import type { EngineSettings } from "../engine/settings";
import { note, type Io } from "../io";
import { flag, whole, type ParsedArgs } from "../options";
import { orphansOf } from "./find";
import { removalText, removeFound } from "./settle";
import { orphansText } from "./text";

const file = ({ workDir }: EngineSettings) => join(workDir, "run-lost");

/**
 * Remembers that a lock was released by hand: the run that held it may have made what no state knows, and its own record of
 * that may be lost with its machine.
 */
export function noteLostRun(settings: EngineSettings): void {
  writeFileSync(file(settings), "");
}

/**
 * Looks for orphans once after a run was lost, and deletes them where `--delete-orphans` says so or a person does. Every
 * other `up` makes no call for them; `drift` looks every time.
 * @returns false when one was to be deleted and is still there
 * @throws CatalogError CMD002 and CMD005 as removeFound, and what the look throws
 */
export async function settleAfterUp(
  args: ParsedArgs,
  io: Io,
  settings: EngineSettings,
  catalog: Catalog,
  mayAsk: boolean,
): Promise<boolean> {
  const remove = flag(args, "delete-orphans");
  if (!remove && !existsSync(file(settings))) return true;
  const look = await orphansOf(io, settings, catalog);
  if (look.report.orphans.length > 0) note(io, orphansText(io, settings.stack, look.report));
  const removed = await removeFound(io, settings, look, {
    remove,
    yes: flag(args, "yes"),
    allowed: whole(args, "allow-deletions", 1),
    mayAsk,
  });
  rmSync(file(settings), { force: true });
  if (removed !== undefined) note(io, removalText(removed));
  return removed?.every(({ kept }) => kept === null) ?? true;
}
