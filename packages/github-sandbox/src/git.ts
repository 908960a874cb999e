/** Runs the real git on a bare repository. Never through a shell, never asking anybody. */
import { spawn } from "node:child_process";

/** What git answered. */
export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** How to run git. */
export interface GitRun {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Variables of the caller that git needs; nothing of the caller's own repository or configuration gets in. */
function cleanEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
  };
}

/** Runs `git <args>` in `dir` and gives whatever came of it. */
export function git(dir: string, args: readonly string[], run: GitRun = {}): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, { cwd: dir, env: { ...cleanEnv(), ...run.env } });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.once("error", reject);
    // A git that ends before it has read everything is judged by its exit code.
    child.stdin.on("error", () => undefined);
    child.once("close", (code) => {
      resolve({ code: code ?? 1, stdout: Buffer.concat(out), stderr: Buffer.concat(errors).toString() });
    });
    child.stdin.end(run.input ?? "");
  });
}

/** Runs git and gives its trimmed output. @throws Error with git's own words when it fails */
export async function gitText(dir: string, args: readonly string[], run: GitRun = {}): Promise<string> {
  const { code, stdout, stderr } = await git(dir, args, run);
  if (code !== 0) throw new Error(`git ${args[0] ?? ""} exited with ${code}: ${stderr.trim()}`);
  return stdout.toString().trim();
}

/** The commit or object a name stands for, or undefined. */
export async function resolveName(dir: string, name: string): Promise<string | undefined> {
  const { code, stdout } = await git(dir, ["rev-parse", "--verify", "--quiet", "--end-of-options", name]);
  return code === 0 ? stdout.toString().trim() : undefined;
}

/** Author and committer of commits that the server makes itself. */
export function identity(login: string, date: string): Record<string, string> {
  const email = `${login}@users.noreply.localhost`;
  return {
    GIT_AUTHOR_NAME: login,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: login,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}
