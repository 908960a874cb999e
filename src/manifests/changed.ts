/** Which targets may have changed since a commit, by what the catalog said then and says now. */
import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { parseCatalog } from "../catalog/load";
import type { Catalog } from "../catalog/model";
import { rolesIn } from "../catalog/layout";
import { CatalogError, problem } from "@harness-catalog/problems";
import type { LayerLibrary } from "./layers/read";
import { planTargets, type PlannedTarget } from "./plan";

/** Folders to look at, or why all of them. */
export type Changed =
  { readonly folders: ReadonlySet<string> } | { readonly folders: undefined; readonly because: string };

/** What `github.event.before` is when a branch is new. */
const noCommit = /^0{40}(0{24})?$/;

/**
 * Compares with a commit, however many commits lie between.
 * @param catalogDir absolute path of the catalog; its repository is asked
 * @param planned every target of the catalog as it is now
 * @param shared absolute paths of what every target depends on: layers, policies, schemas
 * @throws CatalogError MAN006 when the folder is in no repository, or the repository does not know the commit
 */
export function changedSince(
  reference: string,
  catalogDir: string,
  catalog: Catalog,
  library: LayerLibrary,
  planned: readonly PlannedTarget[],
  shared: readonly string[],
): Changed {
  if (noCommit.test(reference)) return { folders: undefined, because: "the branch is new" };
  const top = git(existingFolder(catalogDir), ["rev-parse", "--show-toplevel"], reference).trim();
  const commit = resolve(top, reference);
  const moved = shared.find((path) => isInside(top, path) && hasChanged(top, commit, path));
  if (moved !== undefined) {
    return { folders: undefined, because: `${shownIn(top, moved)} has changed` };
  }
  const before = catalogAt(top, commit, catalogDir, catalog, library);
  if (before === undefined) {
    return { folders: undefined, because: `the catalog of ${reference} cannot be compared with` };
  }
  const known = new Map(before.map(({ target, inputs }) => [target.folder, inputs]));
  const folders = planned
    .filter(({ target, inputs }) => known.get(target.folder) !== inputs)
    .map(({ target }) => target.folder);
  return { folders: new Set(folders) };
}

function resolve(top: string, reference: string): string {
  // A word that begins with a hyphen would be an option.
  if (reference.startsWith("-")) throw unknown(reference, "that is no commit");
  return git(
    top,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`],
    reference,
  ).trim();
}

/** Changed in a commit, in the working tree, or by a file that Git does not know yet. */
function hasChanged(top: string, commit: string, path: string): boolean {
  const where = shownIn(top, path);
  const tracked = git(top, ["diff", "--name-only", commit, "--", where], commit);
  const others = git(top, ["ls-files", "--others", "--exclude-standard", "--", where], commit);
  return `${tracked}${others}`.trim() !== "";
}

/** Undefined when there was no catalog, or one that does not hold; then nothing is known about it. */
function catalogAt(
  top: string,
  commit: string,
  catalogDir: string,
  { library: templates }: Catalog,
  library: LayerLibrary,
): PlannedTarget[] | undefined {
  const folder = shownIn(top, catalogDir);
  const listed = git(top, ["ls-tree", "-r", "--name-only", "-z", commit, `${folder}/`], commit);
  const roleOf = rolesIn([], folder);
  const paths = listed.split("\0").filter((path) => roleOf(path) !== undefined);
  const files = paths.map((path) => ({ path, text: git(top, ["show", `${commit}:${path}`], commit) }));
  try {
    return planTargets(parseCatalog(files, templates), library, []);
  } catch (error) {
    if (error instanceof CatalogError) return undefined;
    throw error;
  }
}

function git(folder: string, args: readonly string[], reference: string): string {
  try {
    return execFileSync("git", ["-C", folder, ...args], {
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { stderr = "", code } = error as { stderr?: string; code?: string };
    if (code === "ENOENT") throw unknown(reference, "git is not installed");
    const words = stderr
      .trim()
      .split("\n")[0]!
      .replace(/^fatal: /, "");
    throw unknown(reference, words === "" ? "the repository does not have that commit" : words);
  }
}

function unknown(reference: string, why: string): CatalogError {
  return problem(
    "MAN006",
    `--changed-since is "${reference}": ${why}`,
    "fetch the whole history (fetch-depth: 0 in GitHub Actions), or leave the option out",
  );
}

function existingFolder(path: string): string {
  return existsSync(path) ? path : dirname(path);
}

function isInside(top: string, path: string): boolean {
  return existsSync(path) && !relative(realpathSync(top), realpathSync(path)).startsWith("..");
}

function shownIn(top: string, path: string): string {
  return relative(realpathSync(top), realpathSync(path)).split(sep).join("/") || ".";
}
