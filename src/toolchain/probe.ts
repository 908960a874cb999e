import { execFile } from "node:child_process";
import { specOf, type ToolName } from "./tools";
import { findVersion } from "./version";

/** What a program says about itself when it is asked for its version. */
export type Probe =
  { readonly ok: true; readonly version: string } | { readonly ok: false; readonly reason: string };

/** Milliseconds after which a program that does not answer counts as broken. */
const PATIENCE = 30_000;

/** Runs `<command> version`. A file that is missing, partial, of another architecture or unversioned gives a reason, not an error. */
export function probe(command: string, name: ToolName, env: NodeJS.ProcessEnv): Promise<Probe> {
  return runForVersion(command, specOf(name).versionArgs, env, PATIENCE);
}

/** The same for a command with its own arguments and its own patience in milliseconds. */
export function runForVersion(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  patience: number,
): Promise<Probe> {
  return new Promise((resolve) => {
    const options = { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" }, timeout: patience };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error !== null) return resolve({ ok: false, reason: whyItFailed(error, stderr) });
      const version = findVersion(stdout);
      if (version === undefined) return resolve({ ok: false, reason: "it does not tell its version" });
      resolve({ ok: true, version });
    });
  });
}

function whyItFailed(error: Error & { killed?: boolean }, stderr: string): string {
  if (error.killed === true) return "it gave no answer in time";
  const lastLine = stderr.trim().split("\n").at(-1) ?? "";
  return lastLine === ""
    ? `it does not run: ${error.message.split("\n")[0]}`
    : `it does not run: ${lastLine}`;
}
