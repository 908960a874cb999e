/** Commands, run to their end in this process or in their own, and what they said. */
import type { ChildProcess } from "node:child_process";
import { run } from "../../src/cli/run";
import { memoryIo } from "./io";

/** Outcome of one command. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, which for that time is in the folder and has the environment of the command. */
export async function runHere(
  dir: string,
  extra: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Promise<Outcome> {
  const before = { dir: process.cwd(), env: process.env };
  const given = Object.entries({ ...process.env, ...extra }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const env = Object.fromEntries(given) as Record<string, string>;
  const io = memoryIo({ cwd: dir, env });
  process.chdir(dir);
  process.env = env;
  try {
    const code = await run(args, io);
    return { code, stdout: io.out(), stderr: io.err() };
  } finally {
    process.chdir(before.dir);
    process.env = before.env;
  }
}

/** Waits for a command and collects what it said. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}
