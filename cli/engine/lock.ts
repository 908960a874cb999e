/** The lock a run of the file backend holds: who has it, and whether that process still lives. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Holder of a stack's lock. */
export interface LockHolder {
  readonly pid: number;
  readonly hostname: string;
  readonly timestamp: string;
}

/** Reads the locks of a stack; empty for backends that are not folders of this machine. */
export function lockHolders(backendUrl: string, project: string, stack: string): LockHolder[] {
  if (!backendUrl.startsWith("file://")) return [];
  const dir = join(fileURLToPath(new URL(backendUrl)), ".pulumi", "locks", "organization", project, stack);
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => name.endsWith(".json")) // beside each lies a file of blob attributes
    .flatMap((name) => readHolder(join(dir, name)));
}

/** True when the holder was a process of this machine that is gone. */
export function isDead(holder: LockHolder, alive: (pid: number) => boolean = processLives): boolean {
  return holder.hostname === hostname() && !alive(holder.pid);
}

function readHolder(file: string): LockHolder[] {
  try {
    return [JSON.parse(readFileSync(file, "utf8")) as LockHolder];
  } catch {
    return []; // released between listing and reading
  }
}

/** True while a process of this id runs. A zombie, which nobody has waited for, does not. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/^\d+ \(.*\) Z/s.test(readFileSync(stat, "utf8"));
}
