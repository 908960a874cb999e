/**
 * One run at a time in a scratch folder. The engine locks a stack only while it works; before and after that a run reads and
 * replaces journal, copies and state. Two of them at once would take each other's journal away, and with it the only record
 * of what a killed run has sent.
 */
import { randomBytes } from "node:crypto";
import { linkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { problem } from "@harness-catalog/problems";
import { readPlainFile, readTextFile } from "@harness-catalog/files/plainFile";
import { note, type Io } from "../io";
import { isDead, type LockHolder } from "./lock";
import type { EngineSettings } from "./settings";

/** How long a run waits for another one, and how often it looks, in milliseconds. */
export interface Patience {
  readonly whole: number;
  readonly step: number;
}

/** Who is in the folder, and since when that process runs: its number alone may be another one's by now. */
interface Holder extends LockHolder {
  readonly born: string;
}

/** How often this process has taken each lock. */
const taken = new Map<string, number>();

/**
 * Takes the scratch folder of a stack; a process may take its own again. Waits for a living run of this machine. One that is
 * gone, or was on another machine, is no hindrance: a folder that moves between machines must not stay locked.
 * @returns what gives it back
 * @throws CatalogError CMD004 when a living run keeps it, CMD013 when nothing can be written
 */
export async function takeRun(
  io: Io,
  { workDir, stack }: Pick<EngineSettings, "workDir" | "stack">,
  patience: Patience = { whole: 30_000, step: 250 },
): Promise<() => void> {
  const file = join(workDir, "run.lock");
  const release = () => {
    const left = (taken.get(file) ?? 1) - 1;
    if (left > 0) return void taken.set(file, left);
    taken.delete(file);
    rmSync(file, { force: true });
  };
  if (taken.has(file)) {
    taken.set(file, (taken.get(file) ?? 0) + 1);
    return release;
  }
  for (let waited = 0; !put(file); waited += patience.step) {
    const holder = holderIn(file);
    if (holder === undefined || !isAlive(holder)) {
      clear(file);
      continue;
    }
    if (waited === 0) note(io, `waiting for process ${holder.pid}, which works on stack "${stack}"`);
    if (waited >= patience.whole)
      throw problem(
        "CMD004",
        `stack "${stack}" is in use by process ${holder.pid} on ${holder.hostname} since ${holder.timestamp}`,
        "wait until it has ended, then run the same command again",
      );
    await pause(patience.step);
  }
  taken.set(file, 1);
  return release;
}

/** Puts the lock in place, whole, unless there is one. */
function put(file: string): boolean {
  const beside = `${file}.${process.pid}-${randomBytes(4).toString("hex")}`;
  const born = bornAt(process.pid);
  const me: Holder = { pid: process.pid, hostname: hostname(), timestamp: new Date().toISOString(), born };
  try {
    writeFileSync(beside, JSON.stringify(me), { mode: 0o600, flag: "wx" });
    linkSync(beside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw problem(
      "CMD013",
      `${file} cannot be written: ${(error as Error).message}`,
      "check that its folder is there, may be written to, and that the disk has room",
    );
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Takes a lock away that nobody holds. What another run has put there meanwhile is put back. */
function clear(file: string): void {
  const aside = `${file}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    renameSync(file, aside);
    const holder = holderIn(aside);
    if (holder !== undefined && isAlive(holder)) linkSync(aside, file);
  } catch {
    // Somebody else was faster: the next look shows who.
  } finally {
    rmSync(aside, { force: true });
  }
}

function holderIn(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readTextFile(file)) as Partial<Holder> | null;
    return typeof holder?.pid === "number" && typeof holder.hostname === "string"
      ? { timestamp: "", born: "", ...holder, pid: holder.pid, hostname: holder.hostname }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  return holder.hostname === hostname() && !isDead(holder) && bornAt(holder.pid) === holder.born;
}

/** When a process began, in ticks of the kernel (proc(5), field 22); empty where there is no /proc. */
function bornAt(pid: number): string {
  try {
    const text = readPlainFile(`/proc/${pid}/stat`).toString("latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
