/** Two Harness accounts, a local GitHub with this repository in it, and the settings of its workflows. */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { connect, findPullRequest, openPullRequest, type GitHub } from "../../src/github";
import { packageRoot } from "../../src/paths/packageRoot";
import { createSandbox, type Sandbox } from "harness-sandbox";
import { startGitHub, type LocalGitHub } from "@harness-catalog/github-sandbox";
import type { Surroundings } from "./runner";
import { ownersAppToken } from "./standIns";

/** The repository of the catalog. */
export const repository = "company/platform-next";
/** Token of the workflows on the local GitHub. */
export const token = "token-of-the-job";
/** Tokens of people, by which they review. */
export const people = { "token-of-bob": "bob", "token-of-carol": "carol" };
const passphrase = "one passphrase for all";
const keys = { nonprod: "pat.acme-nonprod.key.nonprod-key", prod: "pat.acme-prod.key.prod-key" };

/** The Harness key of production, for changes by hand. */
export const prodKey = keys.prod;

/** Folders of the project that are no source. */
const notSource = /^(\.git|node_modules|dist|\.pulumi-state|\.sandbox|rendered)$|\.tsbuildinfo$/;

export interface World {
  readonly dir: string;
  readonly github: GitHub;
  readonly server: LocalGitHub;
  readonly sandboxes: Readonly<Record<"nonprod" | "prod", Sandbox>>;
  /** Changes files and pushes them as a branch, on top of main unless `from` names another. Returns the commit. */
  push(branch: string, change: (dir: string) => void, from?: string): Promise<string>;
  git(dir: string, ...args: string[]): Promise<string>;
  /** Opens a pull request for a branch, or gives the open one. */
  pullRequest(branch: string): Promise<{ number: number; commit: string }>;
  /** A run for a pull request; with `fork`, one from another repository, which gets no secret and no variable. */
  onPullRequest(branch: string, fork?: boolean): Promise<Surroundings>;
  /** A run on main, by a push or another event. */
  onMain(event?: string, payload?: object): Promise<Surroundings>;
  /** Comments of a pull request, sorted by their markers: jobs of a matrix write them in any order. */
  comments(number: number): Promise<string[]>;
  /** Environment of commands outside of the workflows. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Secrets of GitHub environments; the repository itself has none. */
function environmentsOf(): Surroundings["environments"] {
  const state = { PULUMI_CONFIG_PASSPHRASE: passphrase };
  const found: Record<string, Readonly<Record<string, string>>> = {
    owners: { OWNERS_APP_PRIVATE_KEY: "key of the app for owners" },
  };
  for (const stack of ["nonprod", "prod"] as const) {
    const withKey = { ...state, HARNESS_PLATFORM_API_KEY: keys[stack] };
    Object.assign(found, {
      [`plan-${stack}`]: state,
      [`harness-${stack}`]: withKey,
      [`drift-${stack}`]: withKey,
    });
  }
  return found;
}

/** What no job of a pull request may be given. */
export const allSecrets: readonly string[] = Object.values(environmentsOf()).flatMap((each) =>
  Object.values(each),
);

export async function createWorld(): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-workflows-"));
  const sandbox = (account: "nonprod" | "prod") =>
    createSandbox({ account: `acme-${account}`, apiKey: keys[account], port: 0, rateLimit: "off" });
  const sandboxes = { nonprod: await sandbox("nonprod"), prod: await sandbox("prod") };
  const server = await startGitHub({
    dir: join(dir, "github"),
    tokens: { [token]: "github-actions[bot]", [ownersAppToken]: "owners-app[bot]", ...people },
    teams: {
      "company/payments-team": ["bob"],
      "company/platform-team": ["carol"],
      "company/platform-team-a": [],
    },
  });
  await server.addRepository(repository);
  const credentials = { type: "token", token } as const;
  const github = await connect({ apiUrl: server.url, repository, credentials, retryUnit: 1 });
  const remote = server.gitDir(repository);
  const author = ["-c", "user.name=Ann", "-c", "user.email=ann@company.com"];
  const env: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    HOME: process.env["HOME"] ?? "",
    ...(process.env["HARNESS_CATALOG_CACHE"] === undefined
      ? {}
      : { HARNESS_CATALOG_CACHE: process.env["HARNESS_CATALOG_CACHE"] }),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    NO_COLOR: "1",
  };
  const git = async (cwd: string, ...args: string[]) =>
    (await promisify(execFile)("git", [...author, ...args], { cwd, env, encoding: "utf8" })).stdout.trim();

  const seed = join(dir, "seed");
  cpSync(packageRoot(), seed, {
    recursive: true,
    filter: (path) => path === packageRoot() || !notSource.test(path.split("/").at(-1) ?? ""),
  });
  for (const stack of ["nonprod", "prod"] as const) {
    const file = join(seed, `Pulumi.${stack}.yaml`);
    const text = readFileSync(file, "utf8").trimEnd();
    writeFileSync(file, `${text}\n  harness:endpoint: ${sandboxes[stack].url}\n`);
  }
  await git(seed, "init", "--quiet", "--initial-branch=main");
  await git(seed, "add", ".");
  await git(seed, "commit", "--quiet", "-m", "The catalog");
  await git(seed, "push", "--quiet", remote, "main");
  const backend = join(dir, "backend");
  mkdirSync(backend);

  const runs = new Map<string, string>();
  const settings = (event: string, payload: object, sha: string, checkout: Surroundings["checkout"]) => {
    const runDir = mkdtempSync(join(dir, "run-"));
    return {
      dir: runDir,
      github: { event_name: event, event: payload, repository, token, sha, ref_name: "main", actor: "ann" },
      vars: { PULUMI_BACKEND_URL: `file://${backend}`, OWNERS_APP_ID: "100004" },
      secrets: {},
      environments: environmentsOf(),
      env: {
        ...env,
        GITHUB_ACTIONS: "true",
        GITHUB_API_URL: server.url,
        GITHUB_SERVER_URL: server.url,
        GITHUB_REPOSITORY: repository,
        GITHUB_RUN_ID: "4711",
      },
      checkout,
      published: (artifact: string, workflow: string) => {
        const branch = event === "pull_request" ? "a-branch" : "main";
        const path = `.github/workflows/${workflow === "stack" ? "deploy" : workflow}.yml`;
        const run = { event, branch, path, headRepository: repository, artifacts: [artifact] };
        runs.set(String(server.addRun(repository, run)), runDir);
      },
      artifactsOf: (run: string) => runs.get(run),
    };
  };
  const clone = async (into: string, ...args: string[]) => {
    await git(dir, "clone", "--quiet", ...args, remote, into);
  };

  const world: World = {
    dir,
    github,
    server,
    sandboxes,
    env,
    git,
    push: async (branch, change, from = "main") => {
      await git(seed, "fetch", "--quiet", remote, from);
      await git(seed, "checkout", "--quiet", "-B", branch, "FETCH_HEAD");
      change(seed);
      await git(seed, "add", ".");
      await git(seed, "commit", "--quiet", "-m", `Change on ${branch}`);
      await git(seed, "push", "--quiet", "--force", remote, branch);
      return git(seed, "rev-parse", "HEAD");
    },
    pullRequest: async (branch) => {
      const text = { head: branch, base: "main", title: branch, body: "" };
      const open = await findPullRequest(github, branch);
      const { number, headCommit } = open ?? (await openPullRequest(github, text));
      return { number, commit: headCommit };
    },
    onPullRequest: async (branch, fork = false) => {
      const { number, commit } = await world.pullRequest(branch);
      const full_name = fork ? "somebody/platform-next" : repository;
      const pull_request = { number, base: { ref: "main" }, head: { sha: commit, repo: { full_name } } };
      const payload = { pull_request };
      // GitHub checks out a merge of the branch into main: its first parent is main.
      const checkout = async (into: string, ref?: string) => {
        await clone(into, "--branch", "main");
        if (ref === undefined) await git(into, "merge", "--quiet", "--no-ff", "-m", "Merge", commit);
        else await git(into, "checkout", "--quiet", ref);
      };
      const run = settings("pull_request", payload, commit, checkout);
      return fork ? { ...run, vars: {}, secrets: {}, environments: {} } : run;
    },
    onMain: async (event = "push", payload = {}) => {
      const sha = await git(server.gitDir(repository), "rev-parse", "main");
      const checkout = async (into: string, ref = "main") => {
        await clone(into, "--branch", "main");
        await git(
          into,
          ref === "main" ? "reset" : "checkout",
          "--quiet",
          ...(ref === "main" ? ["--hard", sha] : [ref]),
        );
      };
      return settings(event, payload, sha, checkout);
    },
    comments: async (number) => {
      const { data } = await github.octokit.rest.issues.listComments({
        owner: github.owner,
        repo: github.repo,
        issue_number: number,
      });
      return data.map(({ body }) => body ?? "").sort();
    },
    close: async () => {
      await server.close();
      await sandboxes.nonprod.close();
      await sandboxes.prod.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return world;
}
