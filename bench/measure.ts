/** Runs one CLI operation as a person would and measures it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../src/paths/packageRoot";
import { samplePeaks, type Peaks } from "./memory";

/** Figures of one operation. */
export interface Measurement {
  readonly operation: string;
  readonly services: number;
  /** Whole process, in seconds. */
  readonly wall: number;
  /** What the command reported: objects by operation, calls, seconds inside the engine. */
  readonly counts: Readonly<Record<string, number>>;
  /** Calls the sandbox saw, by method and by route. */
  readonly byMethod: Readonly<Record<string, number>>;
  readonly byRoute: Readonly<Record<string, number>>;
  readonly peaks: Peaks;
}

interface SandboxCalls {
  byMethod: Record<string, number>;
  byRoute: Record<string, number>;
}

/** Runs `operation` against the sandbox at `url`. Throws when the command fails. */
export async function measure(
  operation: string,
  services: number,
  run: { args: readonly string[]; env: Readonly<Record<string, string>>; url: string },
): Promise<Measurement> {
  await fetch(`${run.url}/_sandbox/calls/reset`, { method: "POST" });
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [join(packageRoot(), "src", "cli", "bin.js"), ...run.args, "--yes", "--output", "json"],
    {
      env: { ...process.env, ...run.env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const sampler = samplePeaks(child.pid ?? 0);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const wall = (performance.now() - started) / 1000;
  const peaks = sampler.stop();
  if (code !== 0) throw new Error(`${operation} ended with ${code}: ${stdout}`);
  const calls = (await (await fetch(`${run.url}/_sandbox/calls`)).json()) as SandboxCalls;
  return {
    operation,
    services,
    wall,
    counts: JSON.parse(stdout) as Record<string, number>,
    byMethod: calls.byMethod,
    byRoute: calls.byRoute,
    peaks,
  };
}
