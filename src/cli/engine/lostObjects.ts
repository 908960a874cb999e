/** Reads from the account what a killed run has left uncertain. Safe to be killed at any point itself. */
import type { Stack } from "@pulumi/pulumi/automation";
import { note, type Io } from "../io";
import { notesOf, type StateResource } from "./deploymentState";
import { engineProblem } from "./engineProblem";
import type { Journal } from "./journal";
import { keepCopy, stateDigest } from "./lastGood";
import { unproven } from "./proof";
import { recover } from "./recovery";
import type { EngineSettings } from "./settings";
import { readState, writeState, type ExportedState } from "./stackState";

/** Objects that are named one by one; for more, reading everything costs no more. */
const mostTargets = 500;

/** A stack that is open. */
export interface Opened {
  readonly io: Io;
  readonly settings: EngineSettings;
  readonly project: string;
  readonly stack: Stack;
  readonly journal: Journal;
}

/**
 * Puts what the journal says into the state, marked as unread, and reads it. The marks stand in the state itself, so
 * that nothing of it is believed unread when this run is killed too. The journal is cleared when the state has been
 * read back without marks.
 * @param restored whether the state was put back from a copy, so that nothing of it is certain
 * @param parallel number of reads at once
 * @throws CatalogError CMD003 when the engine or the account refuses, CMD041
 */
export async function recoverLostObjects(
  { io, settings, project, stack, journal }: Opened,
  restored: boolean,
  parallel: number,
): Promise<void> {
  const notes = journal.read();
  const state = await stateNow(settings, project);
  if (state === undefined) return;
  const resources = state.deployment.resources ?? [];
  const { pending_operations: pending = [] } = state.deployment;
  if (notes === undefined && pending.length === 0 && !restored) return;
  const uncertain =
    notes !== undefined && (!notes.whole || notes.reading || notes.base !== stateDigest(state));
  const everything = restored || uncertain;
  const writes = unproven(notes?.writes ?? [], resources);
  const recovery = recover(state.deployment, writes, notes?.events ?? []);
  try {
    if (recovery.unread.length > 0 || pending.length > 0)
      await writeState(settings, { ...state, deployment: recovery.deployment });
    const unread = [...new Set([...recovery.unread, ...resources.filter(isUnread).map(({ urn }) => urn)])];
    if (everything || unread.length > mostTargets) {
      note(
        io,
        "reading every object of the stack: what the last run left behind does not say which ones it touched",
      );
      await stack.refresh({ parallel, color: "never" });
    } else if (unread.length > 0) {
      note(io, `reading ${unread.length} objects: the last run ended before their end was on record`);
      await stack.refresh({ target: unread, parallel, color: "never" });
    }
  } catch (error) {
    throw engineProblem("what the last run made before it was killed cannot be read", error);
  }
  const after = await stateNow(settings, project);
  if (after === undefined) return;
  keepCopy(settings, after);
  if (!(after.deployment.resources ?? []).some(isUnread)) journal.clear();
}

async function stateNow(settings: EngineSettings, project: string): Promise<ExportedState | undefined> {
  const found = await readState(settings, project);
  return found.kind === "whole" ? found.state : undefined;
}

function isUnread(resource: StateResource): boolean {
  return notesOf(resource).unread !== undefined && resource.delete !== true;
}
