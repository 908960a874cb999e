/** Does something about orphans, for those who have said so: takes them over, or deletes them. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { problem } from "@harness-catalog/problems";
import { askYes } from "../confirm";
import { counted } from "../counted";
import { takeCalls } from "../engine/calls";
import type { EngineSettings } from "../engine/settings";
import { note, type Io } from "../io";
import { removalEntry } from "./entry";
import type { OrphanLook } from "./find";
import { removalRefusal } from "./guard";
import type { OrphanReport, RemovalEntry } from "./model";

/** What somebody has said about orphans. */
export interface Wish {
  /** `--delete-orphans`. */
  readonly remove: boolean;
  /** `--yes`, which alone deletes no orphan. */
  readonly yes: boolean;
  /** `--allow-deletions`. */
  readonly allowed: number | undefined;
  /** Whether a person may be asked who has not said anything. */
  readonly mayAsk: boolean;
}

/** Keys of the catalog's objects whose places orphans and objects of other states of this name have. */
export function takeable({ orphans, relatives }: OrphanReport): string[] {
  const own = orphans.flatMap(({ catalogKey }) => catalogKey ?? []);
  return [...own, ...relatives.flatMap(({ catalogKeys }) => catalogKeys)];
}

/**
 * Deletes the orphans that may be deleted, after a yes. Nothing is asked or done where nobody has asked for it and nobody
 * sits at the terminal.
 * @returns what became of each; undefined when nothing was to be done
 * @throws CatalogError CMD002 when the guard refuses, CMD005 when it was asked for and not confirmed
 */
export async function removeFound(
  io: Io,
  settings: EngineSettings,
  { removable, owner, connection, services }: OrphanLook,
  { remove, yes, allowed, mayAsk }: Wish,
): Promise<readonly RemovalEntry[] | undefined> {
  const terminal = io.stdin.isTTY === true;
  if (removable.length === 0 || !(remove || (mayAsk && terminal))) return undefined;
  const refusal = removalRefusal(removable, services, allowed);
  if (refusal !== undefined) {
    if (remove) throw refusal;
    note(io, refusal.message);
    return undefined;
  }
  if (!(remove && yes) && !(await isConfirmed(io, terminal, removable.length))) {
    if (!remove) return undefined;
    throw problem("CMD005", "the deletion of orphans was not confirmed", "nothing was changed");
  }
  const { removeOrphans } = await import("@pulumi/harness/provider/orphans");
  const callLog = join(settings.workDir, `calls-${randomUUID()}.log`);
  const env = { ...settings.programEnv, HARNESS_CALL_LOG: callLog };
  const removals = await removeOrphans(connection, env, owner, removable);
  takeCalls(callLog);
  return removals.map(removalEntry);
}

async function isConfirmed(io: Io, terminal: boolean, count: number): Promise<boolean> {
  if (terminal) return askYes(io, `delete ${counted(count, "orphan")} that the catalog does not ask for?`);
  throw problem(
    "CMD005",
    `${counted(count, "orphan")} would be deleted and nobody can be asked`,
    "read the list above, then add --yes to --delete-orphans",
  );
}

/** What became of them, for people. */
export function removalText(removals: readonly RemovalEntry[]): string {
  return removals
    .map(({ kind, identifier, scope, kept }) => {
      const what = `${kind} ${identifier} in ${scope}`;
      return kept === null ? `deleted ${what}` : `left alone ${what}: ${kept}`;
    })
    .join("\n");
}
