/** Peak memory of a command's processes, read from /proc (Linux). Elsewhere the figures are absent. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Peak resident memory in MB by role. */
export interface Peaks {
  program: number;
  engine: number;
  provider: number;
}

/** Samples until `stop` is called; the kernel keeps the high-water mark, so the interval only matters at the end. */
export function samplePeaks(pid: number, everyMs = 50): { stop: () => Peaks } {
  const peaks: Peaks = { program: 0, engine: 0, provider: 0 };
  const timer = setInterval(() => sample(pid, peaks), everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return peaks;
    },
  };
}

function sample(root: number, peaks: Peaks): void {
  if (!existsSync("/proc")) return;
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc"))
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(Number(name)));
  for (const pid of parents.keys()) {
    if (!descends(pid, root, parents)) continue;
    const role = roleOf(pid, root);
    if (role !== undefined) peaks[role] = Math.max(peaks[role], highWater(pid));
  }
}

function descends(pid: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
    if (at === root) return true;
  return false;
}

function roleOf(pid: number, root: number): keyof Peaks | undefined {
  if (pid === root) return "program";
  const command = read(`/proc/${pid}/cmdline`).split("\0");
  if (command.some((word) => word.endsWith("provider/main.js"))) return "provider";
  return command[0]?.endsWith("pulumi") ? "engine" : undefined;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function highWater(pid: number): number {
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // the process ended while being looked at
  }
}
