/** What is done before and after a run of the engine so that its record can be believed. */
import { CatalogError, problem } from "@harness-catalog/problems";
import { keepCopy, newestCopy, stateDigest } from "./lastGood";
import type { Opened } from "./lostObjects";
import { unproven } from "./proof";
import { readState } from "./stackState";

/**
 * Before the first write: keeps a copy of the state the run begins with, and begins the journal.
 * @throws CatalogError CMD041, CMD013 when the disk has no room for them; nothing was sent then
 */
export async function beginRun({ settings, project, journal }: Opened, reading: boolean): Promise<void> {
  const found = await readState(settings, project);
  if (found.kind !== "whole") return; // the engine makes the stack and says what hinders it
  keepCopy(settings, found.state);
  journal.begin(stateDigest(found.state), reading);
}

/**
 * After the engine has said that it is done: reads the state back, keeps a copy of it, and only then forgets the writes
 * it proves. With a copy and the journal that follows it, nothing is lost whatever becomes of the state.
 * @throws CatalogError CMD040 when the state was not written whole, CMD041 when no copy of it can be kept
 */
export async function endRun({ settings, project, journal }: Opened): Promise<void> {
  const found = await readState(settings, project);
  if (found.kind === "whole") {
    keepCopy(settings, found.state);
    const { writes = [] } = journal.read() ?? {};
    journal.settle(stateDigest(found.state), unproven(writes, found.state.deployment.resources ?? []));
    return;
  }
  const what =
    found.kind === "torn" ? `${found.file} ${found.why}` : `stack "${settings.stack}" has no state`;
  const copy = newestCopy(settings)?.file;
  throw problem(
    "CMD040",
    `${what} after the run`,
    `make room on the disk, then run \`npx harness-catalog up --stack ${settings.stack}\`: it goes on from ${copy ?? "the journal"} and reads from the account what this run did`,
  );
}

/** Both problems, where the end of a run that failed fails too. */
export function withProblemsOf(error: CatalogError, further: unknown): CatalogError {
  if (!(further instanceof CatalogError)) throw further;
  return new CatalogError([...error.problems, ...further.problems]);
}
