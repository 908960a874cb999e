/** The `run` steps of workflows. */
import { spawn } from "node:child_process";
import type { Step } from "./files";

/** As GitHub runs `shell: bash`. */
export function bash(
  step: Step,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run ?? ""], {
    cwd,
    env,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code: code ?? 1, output })));
}

/** What a step has written into GITHUB_OUTPUT. */
export function outputsIn(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
