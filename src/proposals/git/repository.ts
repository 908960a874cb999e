/**
 * A bare clone that proposals are read from and written with: no working tree, so nobody's files are touched, and every
 * object is written before a name points to it. It holds the base branch and the branches of proposals.
 */
import { mkdirSync, rmSync } from "node:fs";
import { problem } from "@harness-catalog/problems";
import { branchPrefixes } from "../change";
import { withoutUser } from "./environment";
import { redact, runGit, type GitRun, type GitSettings, type RunOptions } from "./run";

/** Which repository, and where the clone may lie. */
export interface RepositoryOptions {
  /** Path or URL, as git takes it. */
  readonly remote: string;
  /** Base branch. */
  readonly base: string;
  /** Folder of the clone; it is emptied first. */
  readonly folder: string;
  /** Asked before each run of git: the token of a GitHub App lasts an hour. */
  readonly git: () => Promise<GitSettings>;
}

const baseRef = "refs/base";

/** Where the clone keeps the branches of proposals. */
export const proposalRefs = "refs/proposals/";

/** A branch of the remote. */
export interface RemoteBranch {
  readonly name: string;
  readonly commit: string;
}

/** A commit of a branch that the base branch does not have. */
export interface OwnCommit {
  readonly isMerge: boolean;
  readonly message: string;
}

export class Repository {
  /** The remote without credentials, for messages. */
  readonly shown: string;
  #usable = false;

  constructor(readonly options: RepositoryOptions) {
    this.shown = redact(options.remote, []);
  }

  get base(): string {
    return this.options.base;
  }

  /**
   * Brings the clone to what the remote has now. A clone that a killed run may have left half-written is made anew.
   * @throws CatalogError PRO001 when the remote cannot be reached, PRO005 when it has no base branch
   */
  async fetch(): Promise<void> {
    const refs = branchPrefixes.map((prefix) => `+refs/heads/${prefix}*:${proposalRefs}${prefix}*`);
    const base = `+refs/heads/${this.base}:${baseRef}`;
    // Whole history, so that a merged branch is known as merged, but no file contents until they are read.
    const args = ["fetch", "--quiet", "--prune", "--no-tags", "--filter=blob:none", "origin", base, ...refs];
    if (!this.#usable) await this.#create();
    this.#usable = false; // a run that is killed leaves it so
    const run = await this.run(args);
    this.#usable = run.code === 0 || !/\.lock'|corrupt|bad object|not a git repository/.test(run.stderr);
    if (run.code !== 0) throw this.#unreachable(run);
  }

  /** Commit of the base branch as last fetched. */
  async baseCommit(): Promise<string> {
    return this.text(["rev-parse", "--verify", `${baseRef}^{commit}`]);
  }

  /** Branches whose name begins as a proposal's does, by name, as last fetched. */
  async branches(): Promise<RemoteBranch[]> {
    const format = "%(objectname) %(refname:lstrip=2)";
    const text = await this.text(["for-each-ref", "--sort=refname", `--format=${format}`, proposalRefs]);
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => ({ commit: line.slice(0, line.indexOf(" ")), name: line.slice(line.indexOf(" ") + 1) }));
  }

  /** Commits that a branch is ahead of the base branch, newest first; those that a merge of the base brought are left out. */
  async ownCommits(commit: string): Promise<OwnCommit[]> {
    const text = await this.text(["log", "--first-parent", "--format=%P%x00%B%x00", `${baseRef}..${commit}`]);
    const parts = text.split("\0");
    const commits: OwnCommit[] = [];
    for (let at = 0; at + 1 < parts.length; at += 2)
      commits.push({ isMerge: parts[at]!.trim().includes(" "), message: parts[at + 1]! });
    return commits;
  }

  /** Whether a commit can be merged into the base branch by itself. */
  async isMergeable(commit: string): Promise<boolean> {
    return (await this.run(["merge-tree", "--write-tree", "--name-only", baseRef, commit])).code !== 1;
  }

  /** Runs git in the clone. */
  async run(args: readonly string[], options?: RunOptions): Promise<GitRun> {
    return runGit(await this.options.git(), this.options.folder, args, options);
  }

  /** The output of a run that must succeed, as text without the line break at its end. @throws CatalogError PRO008 */
  async text(args: readonly string[], options?: RunOptions): Promise<string> {
    const run = await this.run(args, options);
    if (run.code === 0) return run.stdout.toString("utf8").replace(/\n$/, "");
    throw problem(
      "PRO008",
      `git ${args[0] ?? ""} failed: ${firstLine(run.stderr)}`,
      "try again; read the message",
    );
  }

  async #create(): Promise<void> {
    const { folder, remote } = this.options;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await this.text(["init", "--quiet", "--bare", "."]);
    await this.text(["config", "remote.origin.url", withoutUser(remote)]);
    await this.text(["config", "remote.origin.promisor", "true"]);
    await this.text(["config", "remote.origin.partialclonefilter", "blob:none"]);
  }

  #unreachable({ stderr }: GitRun) {
    if (/couldn't find remote ref/.test(stderr)) {
      const what = `${this.shown} has no branch ${this.base}`;
      return problem("PRO005", what, "name the base branch with --base, or push it");
    }
    const what = `${this.shown} cannot be reached: ${firstLine(stderr)}`;
    return problem("PRO001", what, "check the address, the network and the credentials, then try again");
  }
}

/** The line of git's words that says most. */
export function firstLine(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /^(fatal|error|remote):/.test(line)) ?? lines[0] ?? "no message").trim();
}
