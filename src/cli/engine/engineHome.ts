import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const instead = `This file stands where the Pulumi engine would make a folder for the log that it keeps of every run.
With the folder, the log of a run has every property of every object, encrypted, and takes a third of the engine's time.
For a log, set PULUMI_HOME to a folder of your own.
`;

/**
 * The folder in which the engine keeps what is its own, for those who name none with PULUMI_HOME. The engine writes no log
 * there: it has no setting for that, and goes on without one where the folder cannot be made. Logs of earlier runs go.
 */
export function engineHome(stateDir: string): string {
  const home = join(stateDir, "home");
  const logs = join(home, "logs");
  try {
    if (statSync(logs, { throwIfNoEntry: false })?.isFile() === true) return home;
    rmSync(logs, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    writeFileSync(logs, instead);
  } catch {
    // A disk that is full or read-only: the engine finds out itself, and does not need the log either.
  }
  return home;
}
