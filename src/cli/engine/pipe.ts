import { spawn } from "node:child_process";
import { findEngine } from "../../toolchain/engine";
import type { EngineSettings } from "./settings";

/** How an engine command ended. */
export interface Piped {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs an engine command in the scratch project of a stack. What goes in and comes out passes through pipes, so that
 * a state never lies in a temporary file.
 */
export async function pipeEngine(
  settings: EngineSettings,
  args: readonly string[],
  input = "",
): Promise<Piped> {
  const engine = await findEngine();
  const child = spawn(engine.command, [...args, "--stack", settings.stack, "--non-interactive"], {
    cwd: settings.workDir,
    env: { ...process.env, ...settings.envVars },
  });
  const [out, err]: Buffer[][] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out?.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err?.push(chunk));
  child.stdin.on("error", () => undefined); // it ended without reading; its exit code says so
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  return {
    code,
    stdout: Buffer.concat(out ?? []).toString("utf8"),
    stderr: Buffer.concat(err ?? []).toString("utf8"),
  };
}
