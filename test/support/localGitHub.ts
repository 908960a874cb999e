/** A local GitHub with one repository that holds one commit, for tests. */
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { connect, type GitHub } from "../../src/github";
import { startGitHub, type LocalGitHub } from "@harness-catalog/github-sandbox";
import { basePlatform, baseServices } from "../catalog/base";

export const botToken = "token-of-the-bot";
export const otherToken = "token-of-somebody-else";
/** Of the one member of the team `core`. */
export const platformToken = "token-of-carol";
/** Of a member of the team `payments`, as ann is. */
export const paymentsToken = "token-of-bob";
const teams = { "shop/payments": ["ann", "bob"], "shop/core": ["carol"] };
export const repository = "company/platform-next";

export interface GitHubForTest {
  readonly server: LocalGitHub;
  readonly github: GitHub;
  /** Folder for clones. */
  readonly dir: string;
  /** Milliseconds since 1970; the test may move it. */
  readonly clock: { now: number };
  close(): Promise<void>;
}

const identity = ["-c", "user.name=Ann", "-c", "user.email=ann@company.com", "-c", "commit.gpgsign=false"];

const options = (cwd: string) => ({
  cwd,
  env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0" },
  encoding: "utf8" as const,
});

/** Runs git for a test, with an identity and without the caller's configuration. Not for the server of this process: it blocks. */
export function gitIn(dir: string, ...args: string[]): string {
  return execFileSync("git", [...identity, ...args], { ...options(dir), stdio: "pipe" }).trim();
}

/** The same without blocking, so that the local GitHub of this process can answer. */
export async function gitOverHttp(dir: string, ...args: string[]): Promise<string> {
  return (await promisify(execFile)("git", [...identity, ...args], options(dir))).stdout.trim();
}

/** Starts it; `main` holds README.md. */
export async function gitHubForTest(): Promise<GitHubForTest> {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-github-"));
  const clock = { now: Date.UTC(2026, 0, 5, 10) };
  const tokens = {
    [botToken]: "catalog-bot[bot]",
    [otherToken]: "ann",
    [paymentsToken]: "bob",
    [platformToken]: "carol",
  };
  const server = await startGitHub({ dir: join(dir, "server"), tokens, teams, now: () => clock.now });
  await server.addRepository(repository);
  const seed = join(dir, "seed");
  gitIn(dir, "init", "--quiet", "--initial-branch=main", seed);
  writeFileSync(join(seed, "README.md"), "hello\n");
  gitIn(seed, "add", ".");
  gitIn(seed, "commit", "--quiet", "-m", "First");
  gitIn(seed, "push", "--quiet", server.gitDir(repository), "main");
  const credentials = { type: "token", token: botToken } as const;
  const github = await connect({ apiUrl: server.url, repository, credentials, retryUnit: 1 });
  return {
    server,
    github,
    dir,
    clock,
    close: async () => {
      await server.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The same; `main` holds the small catalog too. */
export async function gitHubWithCatalog(): Promise<GitHubForTest> {
  const hub = await gitHubForTest();
  const seed = join(hub.dir, "seed");
  mkdirSync(join(seed, "catalog"));
  writeFileSync(join(seed, "catalog", "platform.yaml"), basePlatform);
  writeFileSync(join(seed, "catalog", "services.yaml"), baseServices);
  gitIn(seed, "add", ".");
  gitIn(seed, "commit", "--quiet", "-m", "The catalog");
  gitIn(seed, "push", "--quiet", hub.server.gitDir(repository), "main");
  return hub;
}

/** Pushes a branch with one changed file, from `main`. Returns its commit. */
export function pushBranch(
  { dir, server }: GitHubForTest,
  branch: string,
  file: string,
  text: string,
): string {
  const seed = join(dir, "seed");
  gitIn(seed, "fetch", "--quiet", server.gitDir(repository), "main");
  gitIn(seed, "checkout", "--quiet", "-B", branch, "FETCH_HEAD");
  writeFileSync(join(seed, file), text);
  gitIn(seed, "add", ".");
  gitIn(seed, "commit", "--quiet", "-m", `Change ${file}`);
  gitIn(seed, "push", "--quiet", "--force", server.gitDir(repository), branch);
  return gitIn(seed, "rev-parse", "HEAD");
}
