import { existsSync } from "node:fs";
import { readPlainFile } from "./plainFile";

/** True while a process of this id runs. A zombie, which nobody has waited for, does not. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const stat = `/proc/${pid}/stat`;
  // The name of a program need not be UTF-8.
  return !existsSync(stat) || !/^\d+ \(.*\) Z/s.test(readPlainFile(stat).toString("latin1"));
}
