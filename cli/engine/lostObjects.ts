/** Brings back what a killed run made and could not record. Safe to be killed at any point itself. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { note, type Io } from "../io";
import { engineProblem } from "./engineProblem";
import type { Journal } from "./journal";
import { recover, type DeploymentState } from "./recovery";

/**
 * Adds the journal's objects to the state, then reads them: a create may have been begun and never sent. Which ones are
 * still to be read is on disk before they enter the state, so that a kill in between leaves none of them trusted unread.
 * @param parallel number of reads at once
 * @throws CatalogError CMD003 when the engine or the account refuses
 */
export async function recoverLostObjects(
  io: Io,
  stack: Stack,
  journal: Journal,
  workDir: string,
  parallel: number,
): Promise<void> {
  const unread = join(workDir, "unread.json");
  const entries = journal.entries();
  if (entries.length === 0 && !existsSync(unread)) return;
  try {
    const exported = await stack.exportStack();
    const state = (exported.deployment ?? {}) as DeploymentState;
    const recovery = recover(state, entries);
    const targets = [...readTargets(unread), ...(recovery?.restored ?? [])];
    if (recovery !== undefined) {
      note(io, `recovering ${recovery.restored.length} objects that the last run made and could not record`);
      writeFileSync(unread, JSON.stringify(targets), { mode: 0o600 });
      await stack.importStack({ ...exported, deployment: recovery.deployment });
    }
    const known = new Set(((recovery?.deployment ?? state).resources ?? []).map(({ urn }) => urn));
    const target = targets.filter((urn) => known.has(urn));
    if (target.length > 0) await stack.refresh({ target, parallel, color: "never" });
  } catch (error) {
    throw engineProblem("what the last run made before it was killed cannot be read", error);
  }
  rmSync(unread, { force: true });
  journal.clear();
}

function readTargets(file: string): string[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as string[]) : [];
}
