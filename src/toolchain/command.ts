import { spawn } from "node:child_process";
import * as os from "node:os";
import * as path from "node:path";
import type { Transform } from "node:stream";
import { loopbackDirect } from "@harness-catalog/network";
import { findByName } from "./engine";
import type { FindOptions, Tool } from "./findTool";
import type { ToolName } from "./tools";

/** How to run a tool. Every part has a default. */
export interface RunOptions extends FindOptions {
  /** The folder to run in. Default: this process's. */
  readonly cwd?: string;
  /** Makes a filter for what the tool prints. Without one the tool has the terminal to itself. */
  readonly filter?: () => Transform;
}

/**
 * Finds a tool and runs it on this process's terminal, as if it had been typed there. Resolves with its exit code
 * (128 + n for signal n, as a shell has it). Throws what {@link findTool} throws.
 */
export async function runTool(
  name: ToolName,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const tool = await findByName(name, options);
  const env = environmentFor(tool, options.env ?? process.env);
  return new Promise((resolve, reject) => {
    const child = spawn(tool.command, args, {
      cwd: options.cwd,
      env,
      stdio: options.filter ? ["inherit", "pipe", "pipe"] : "inherit",
    });
    if (options.filter) {
      child.stdout?.pipe(options.filter()).pipe(process.stdout, { end: false });
      child.stderr?.pipe(options.filter()).pipe(process.stderr, { end: false });
    }
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    // A terminal sends its Ctrl-C to the child as well, and a second one makes Pulumi give up at once.
    const interrupt = process.stdin.isTTY ? () => undefined : forward;
    process.on("SIGINT", interrupt).on("SIGTERM", forward);
    const release = (): void => void process.off("SIGINT", interrupt).off("SIGTERM", forward);
    child.on("error", (error) => (release(), reject(error)));
    child.on("close", (code, signal) => {
      release();
      resolve(signal === null ? (code ?? 1) : 128 + os.constants.signals[signal]);
    });
  });
}

/**
 * The environment with the tool's folder first on PATH, where Pulumi looks for the plugins that belong to it; what it starts
 * spares the loopback where a proxy is named.
 */
export function environmentFor(tool: Tool, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const folder = path.dirname(tool.command);
  return {
    ...env,
    ...loopbackDirect(env),
    PATH: env.PATH === undefined ? folder : folder + path.delimiter + env.PATH,
  };
}
