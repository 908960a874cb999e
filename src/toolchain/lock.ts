import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { processLives } from "@harness-catalog/files/processLives";
import type { Clock } from "./clock";

/** Milliseconds between two looks at a lock that another process holds. */
const LOOK_AGAIN = 500;

/**
 * Runs `work` while this process holds the lock file. It saves a second build and guards nothing: a result is
 * put in place by an atomic rename, so two holders (after a crash, or with a shared home folder) do no harm.
 * A lock whose process is gone is taken over.
 */
export async function withLock<T>(file: string, clock: Clock, work: () => Promise<T>): Promise<T> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  while (!take(file)) {
    if (isAbandoned(file)) fs.rmSync(file, { force: true });
    else await clock.sleep(LOOK_AGAIN);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, host: os.hostname() }), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A lock of this machine is abandoned when its process is gone; one that cannot be read, when it stays so for a while. */
function isAbandoned(file: string): boolean {
  try {
    const owner = JSON.parse(readTextFile(file)) as { pid: number; host: string };
    return owner.host === os.hostname() ? !processLives(owner.pid) : ageOf(file) > OTHER_MACHINE_PATIENCE;
  } catch {
    return ageOf(file) > UNREADABLE_PATIENCE;
  }
}

/** Milliseconds: the longest build of another machine on a shared home folder, and the time to write one line. */
const OTHER_MACHINE_PATIENCE = 30 * 60_000;
const UNREADABLE_PATIENCE = 10_000;

function ageOf(file: string): number {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}
