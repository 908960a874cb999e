/** The lock a run of the file backend holds: who has it, and whether that process still lives. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { processLives } from "@harness-catalog/files/processLives";

/** Holder of a stack's lock. */
export interface LockHolder {
  readonly pid: number;
  readonly hostname: string;
  readonly timestamp: string;
}

/** Reads the locks of a stack; empty for backends that are not folders of this machine. */
export function lockHolders(backendUrl: string, project: string, stack: string): LockHolder[] {
  return lockFiles(backendUrl, project, stack).flatMap(readHolder);
}

/** Removes locks that are torn: the engine itself cannot read them, nor release them. */
export function removeTornLocks(backendUrl: string, project: string, stack: string): void {
  for (const file of lockFiles(backendUrl, project, stack))
    if (readHolder(file).some(({ pid }) => pid === torn)) rmSync(file, { force: true });
}

/** Beside each lock lies a file of blob attributes; what the engine could not put in place ends in `.tmp`, and counts. */
function lockFiles(backendUrl: string, project: string, stack: string): string[] {
  if (!backendUrl.startsWith("file://")) return [];
  const dir = join(fileURLToPath(new URL(backendUrl)), ".pulumi", "locks", "organization", project, stack);
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => /\.(json|tmp)$/.test(name))
    .map((name) => join(dir, name));
}

/** Process id of a lock that does not say whose it is. */
const torn = 0;

/** True when the holder was a process of this machine that is gone. */
export function isDead(holder: LockHolder, alive: (pid: number) => boolean = processLives): boolean {
  return holder.hostname === hostname() && (holder.pid === torn || !alive(holder.pid));
}

function readHolder(file: string): LockHolder[] {
  try {
    const { pid, hostname: host, timestamp } = JSON.parse(readTextFile(file)) as LockHolder;
    if (typeof pid === "number" && typeof host === "string") return [{ pid, hostname: host, timestamp }];
  } catch {
    if (!existsSync(file)) return []; // released between listing and reading
  }
  // The engine puts locks in place whole; half a one was written by a run that met a full disk and is over.
  return [{ pid: torn, hostname: hostname(), timestamp: "" }];
}
