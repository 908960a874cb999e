/** A real bare Git repository with the small catalog, in a throw-away folder. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readTemplateLibrary } from "../../src/catalog/library/read";
import { gitSettings } from "../../src/proposals/git/environment";
import { Repository } from "../../src/proposals/git/repository";
import type { ProposalPlace } from "../../src/proposals/place";
import { basePlatform, baseServices } from "../catalog/base";

export interface Remote {
  /** Folder for everything of a test; removed by close. */
  readonly dir: string;
  /** Path of the bare repository. */
  readonly path: string;
  /** Runs git in the bare repository, or in another folder. */
  git(args: readonly string[], cwd?: string): string;
  /** Branches but main, by name. */
  branches(): string[];
  /** Text of a file on a branch. */
  read(branch: string, path: string): string;
  /** Commits files on top of a branch, as a person would. */
  commit(branch: string, files: Readonly<Record<string, string>>, message?: string): string;
  /** Merges a branch into main: a merge commit, or one squashed commit. */
  merge(branch: string, how?: "merge" | "squash"): void;
  /** A place for proposals with a clone of its own. */
  place(options?: Partial<ProposalPlace> & { readonly env?: Record<string, string> }): ProposalPlace;
  close(): void;
}

const identity = {
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "ann@example.com",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "ann@example.com",
};

const plain = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  ...identity,
};

export function createRemote(): Remote {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-remote-"));
  const path = join(dir, "catalog.git");
  const work = join(dir, "work");
  mkdirSync(path);
  const git: Remote["git"] = (args, cwd = path) =>
    execFileSync("git", [...args], { cwd, env: plain, encoding: "utf8", stdio: "pipe" }).trimEnd();
  git(["init", "--quiet", "--bare", "--initial-branch=main", "."]);
  git(["clone", "--quiet", path, work], dir);
  git(["checkout", "--quiet", "-b", "main"], work);
  const update = (branch: string) => {
    git(["fetch", "--quiet", "origin"], work);
    git(["checkout", "--quiet", "-B", branch, `origin/${branch}`], work);
  };
  const write = (files: Readonly<Record<string, string>>, message: string) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, name)), { recursive: true });
      writeFileSync(join(work, name), text);
    }
    git(["add", "--all"], work);
    git(["commit", "--quiet", "--allow-empty", "-m", message], work);
    git(["push", "--quiet", "origin", "HEAD"], work);
    return git(["rev-parse", "HEAD"], work);
  };
  write(
    {
      "README.md": "# Shop\n",
      "catalog/platform.yaml": basePlatform,
      "catalog/services.yaml": baseServices,
      "catalog/notes/old.txt": "kept\n",
    },
    "The catalog",
  );
  let clones = 0;
  return {
    dir,
    path,
    git,
    branches: () =>
      git(["for-each-ref", "--format=%(refname:short)", "refs/heads"])
        .split("\n")
        .filter((name) => name !== "main"),
    read: (branch, file) => `${git(["show", `${branch}:${file}`])}\n`,
    commit: (branch, files, message = "By hand") => {
      update(branch);
      return write(files, message);
    },
    merge: (branch, how = "merge") => {
      update("main");
      if (how === "merge") git(["merge", "--quiet", "--no-ff", "--no-edit", `origin/${branch}`], work);
      else git(["merge", "--quiet", "--squash", `origin/${branch}`], work);
      if (how === "squash") git(["commit", "--quiet", "-m", "Squashed"], work);
      git(["push", "--quiet", "origin", "main"], work);
    },
    place: ({ env = {}, ...options } = {}) => ({
      repository: new Repository({
        remote: path,
        base: "main",
        folder: join(dir, `clone-${(clones += 1)}`),
        git: () => Promise.resolve(gitSettings(path, { ...plain, ...env })),
      }),
      folder: "catalog",
      pullRequests: undefined,
      library: readTemplateLibrary(),
      author: { name: "harness-catalog", email: "harness-catalog@example.com" },
      account: "acme",
      ...options,
    }),
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}
