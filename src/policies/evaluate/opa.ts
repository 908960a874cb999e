/** One run of OPA. */
import { spawn } from "node:child_process";
import { opaEnv } from "./confine";

/** How a run ended. */
export interface OpaRun {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs OPA with a text on its standard input. A program that cannot be started counts as a run that failed. */
export function runOpa(opa: string, args: readonly string[], input: string): Promise<OpaRun> {
  return new Promise((resolve) => {
    const child = spawn(opa, args, { stdio: "pipe", env: opaEnv });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.on("error", (error) => resolve({ ok: false, stdout, stderr: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, stdout, stderr }));
    // A program that ends without reading breaks the pipe; its exit code says the rest.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
