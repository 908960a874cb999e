/** One run of git: an argument list, never a shell; no prompt, no hook, a time limit, no secret in what comes back. */
import { spawn } from "node:child_process";
import { problem } from "@harness-catalog/problems";

/** How git is run against one remote. */
export interface GitSettings {
  /** The whole environment of the child, see {@link gitEnvironment}. */
  readonly env: Readonly<Record<string, string>>;
  /** Longest time of one run, in milliseconds. */
  readonly timeoutMs: number;
  /** Texts that are replaced by `***` in everything git says. */
  readonly secrets: readonly string[];
}

/** How a run ended. */
export interface GitRun {
  readonly code: number;
  readonly stdout: Buffer;
  /** Redacted. */
  readonly stderr: string;
}

/** What a run may be given beside its arguments. */
export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Nothing of the user's settings may change what is written: no hooks, no signatures that ask for a passphrase. */
const fixed = ["-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "-c", "gc.autoDetach=false"];

/**
 * Runs git in a repository.
 * @throws CatalogError PRO001 when it takes too long, PRO008 when it cannot be started
 */
export function runGit(
  settings: GitSettings,
  repository: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", [...fixed, ...args], {
      cwd: repository,
      env: { ...settings.env, ...options.env },
      stdio: "pipe",
      detached: true, // a group of its own: its transport helpers end with it
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      killGroup(child.pid);
    }, settings.timeoutMs);
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(problem("PRO008", `git cannot be run: ${error.message}`, "install Git 2.38 or newer"));
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (late) {
        const what = `git ${args[0] ?? ""} took longer than ${settings.timeoutMs / 1000} s`;
        reject(problem("PRO001", what, "try again; check the network and the repository's host"));
        return;
      }
      const said = Buffer.concat(stderr).toString("utf8");
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: redact(said, settings.secrets) });
    });
    child.stdin.on("error", () => undefined); // git may end without reading; its exit code says why
    child.stdin.end(options.input);
  });
}

/** Replaces secrets, and user information of URLs. */
export function redact(text: string, secrets: readonly string[]): string {
  const clean = secrets
    .filter((secret) => secret !== "")
    .reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  return clean.replace(/(\w+:\/\/)[^/@\s]+@/g, "$1***@");
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // it has just ended by itself
  }
}
