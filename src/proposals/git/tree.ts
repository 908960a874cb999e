/** Catalog files in Git trees: reading them at a commit, writing a commit that changes them. */
import { basename } from "node:path";
import { strayProblems, type CatalogFile } from "../../catalog/files";
import { isYaml, roleOf, teamFolder, type Entry } from "../../catalog/layout";
import { CatalogError, problem } from "@harness-catalog/problems";
import type { Repository } from "./repository";

interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly hash: string;
  readonly name: string;
}

/**
 * The files of the catalog at a commit, by name; `path` counts from the top of the repository.
 * @param folder of the catalog in the repository, such as `catalog`; "" for its top
 * @param unread what becomes of what looks like a part of the catalog and is none
 * @throws CatalogError PRO005 when the folder is none or a file is a link, CAT005 when one is no UTF-8 text, CAT008 for
 * what looks like a part of the catalog and is none
 */
export async function catalogFilesAt(
  repository: Repository,
  commit: string,
  folder: string,
  unread: "refused" | "left out" = "refused",
): Promise<CatalogFile[]> {
  const entries = await listTree(repository, `${commit}:${folder}`);
  if (entries === undefined) {
    const what = `${repository.shown} has no folder "${folder}" on ${repository.base}`;
    throw problem("PRO005", what, "name the folder of services.yaml in that repository with --catalog");
  }
  const teams = entries.find(({ name, type }) => name === teamFolder && type === "tree");
  const below = teams === undefined ? [] : ((await listTree(repository, teams.hash)) ?? []);
  const all = [...entries, ...below.map((entry) => ({ ...entry, name: `${teamFolder}/${entry.name}` }))];
  if (unread === "refused") {
    const stray = strayProblems(folder, await Promise.all(all.map((entry) => kindOf(repository, entry))));
    if (stray.length > 0) throw new CatalogError(stray);
  }
  const files = all.filter(({ name }) => roleOf(name) !== undefined);
  return Promise.all(files.map((entry) => readEntry(repository, folder, entry)));
}

async function kindOf(repository: Repository, { name, type, mode, hash }: TreeEntry): Promise<Entry> {
  if (type !== "tree") return { name, kind: mode === "120000" || type !== "blob" ? "other" : "file" };
  const inside = await repository.text(["ls-tree", "-r", "-z", "--name-only", hash]);
  return { name, kind: "folder", holdsYaml: inside.split("\0").some(isYaml) };
}

/**
 * Writes a commit on top of `parent` that replaces files. It is in the clone only, until it is pushed.
 * @returns its hash
 */
export async function commitFiles(
  repository: Repository,
  {
    parent,
    files,
    message,
    author,
  }: {
    readonly parent: string;
    readonly files: readonly CatalogFile[];
    readonly message: string;
    readonly author: { readonly name: string; readonly email: string };
  },
): Promise<string> {
  let tree = await repository.text(["rev-parse", `${parent}^{tree}`]);
  for (const { path, text } of files) {
    const blob = await repository.text(["hash-object", "-w", "--stdin"], { input: text });
    tree = await withBlob(repository, tree, path.split("/"), blob);
  }
  return repository.text(["commit-tree", tree, "-p", parent, "-F", "-"], {
    input: message,
    env: {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
    },
  });
}

async function readEntry(repository: Repository, folder: string, entry: TreeEntry): Promise<CatalogFile> {
  const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
  if (entry.type !== "blob" || entry.mode === "120000")
    throw problem("PRO005", `${path} is not a plain file in ${repository.shown}`, "commit the file itself");
  const { stdout, code } = await repository.run(["cat-file", "blob", entry.hash]);
  if (code !== 0) throw problem("PRO001", `${path} cannot be read from ${repository.shown}`, "try again");
  try {
    return { path, text: new TextDecoder("utf-8", { fatal: true }).decode(stdout) };
  } catch {
    throw problem("CAT005", `${basename(path)} is not UTF-8 text`, "save it as UTF-8", {
      file: path,
      line: 1,
      column: 1,
    });
  }
}

/** The tree with a blob at a path, all other entries untouched. */
async function withBlob(
  repository: Repository,
  tree: string,
  [name, ...rest]: readonly string[],
  blob: string,
): Promise<string> {
  if (name === undefined) return blob;
  const entries = (await listTree(repository, tree)) ?? [];
  const old = entries.find((entry) => entry.name === name);
  const isLeaf = rest.length === 0;
  const hash = isLeaf
    ? blob
    : await withBlob(repository, old?.hash ?? (await emptyTree(repository)), rest, blob);
  const entry = isLeaf
    ? { mode: old?.mode ?? "100644", type: "blob", hash, name }
    : { mode: "040000", type: "tree", hash, name };
  const all = [...entries.filter((each) => each !== old), entry];
  const input = all.map((each) => `${each.mode} ${each.type} ${each.hash}\t${each.name}\0`).join("");
  // --missing: contents of other files need not be in the clone
  return repository.text(["mktree", "-z", "--missing"], { input });
}

function emptyTree(repository: Repository): Promise<string> {
  return repository.text(["mktree", "-z"], { input: "" });
}

async function listTree(repository: Repository, tree: string): Promise<TreeEntry[] | undefined> {
  const { code, stdout } = await repository.run(["ls-tree", "-z", tree]);
  if (code !== 0) return undefined;
  return stdout
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const match = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(line);
      return match === null ? [] : [{ mode: match[1]!, type: match[2]!, hash: match[3]!, name: match[4]! }];
    });
}
