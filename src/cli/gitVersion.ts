/** Whether Git is there and new enough. */
import { CatalogError } from "@harness-catalog/problems";
import { gitSettings } from "../proposals/git/environment";
import { runGit } from "../proposals/git/run";
import type { Io } from "./io";

/** What is known of Git, with a cure where it will not do. */
export interface GitState {
  readonly ok: boolean;
  readonly detail: string;
}

/** Proposals are tried out with `git merge-tree --write-tree`, which came with 2.38 (git-scm.com, release notes of 2.38.0). */
const needed = { major: 2, minor: 38 } as const;
const cure = `install Git ${needed.major}.${needed.minor} or newer: proposals are merged with it on trial`;

/** Asks Git for its version. */
export async function gitState(io: Io): Promise<GitState> {
  try {
    const { stdout } = await runGit(gitSettings("", io.env), io.cwd, ["--version"]);
    return judgeGit(stdout.toString("utf8"));
  } catch (error) {
    if (error instanceof CatalogError) return { ok: false, detail: `not found; ${cure}` };
    throw error;
  }
}

/** Judges what `git --version` says. */
export function judgeGit(said: string): GitState {
  const [, version, major, minor] = /^git version ((\d+)\.(\d+)\S*)/.exec(said) ?? [];
  if (version === undefined) return { ok: false, detail: `says no version; ${cure}` };
  const newer = Number(major) - needed.major || Number(minor) - needed.minor;
  return newer >= 0 ? { ok: true, detail: version } : { ok: false, detail: `${version}; ${cure}` };
}
