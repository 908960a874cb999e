/** A change of the catalog made in its files here: `add` and `remove` without `--propose`. */
import { resolve } from "node:path";
import { displayPath } from "../catalog/files";
import type { TemplateLibrary } from "../catalog/library/model";
import { parseCatalog, readCatalogFiles } from "../catalog/load";
import { applied } from "../proposals/apply";
import type { Change } from "../proposals/change";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import type { Io } from "./io";
import { printDiff } from "./printDiff";
import { replaceFile } from "./replaceFile";

/** A file of the catalog before and after. */
export interface Edit {
  /** Absolute. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What a change does to the files of a folder; nothing when they say so already. Nothing is written.
 * @param dir absolute path of the catalog
 * @throws CatalogError what `applied` throws, and every problem of the catalog as it would be
 */
export function editsOf(dir: string, library: TemplateLibrary, change: Change): Edit[] {
  const files = readCatalogFiles(dir).map(({ path, text }) => ({ path: displayPath(path), text }));
  const after = applied(files, change);
  // The new catalog must be valid before it replaces the old one.
  const before = new Map(files.map(({ path, text }) => [path, text]));
  try {
    parseCatalog(after, library);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    const next = new Map(after.map(({ path, text }) => [path, text]));
    throw new CatalogError(
      error.problems.map((each) => {
        const file = each.place?.file ?? "";
        return inFileAsItIs(each, before.get(file) ?? "", next.get(file) ?? "");
      }),
    );
  }
  return after
    .filter(({ path, text }) => before.get(path) !== text)
    .map(({ path, text }) => ({
      path: resolve(path),
      before: before.get(path) ?? "",
      after: text,
    }));
}

/**
 * A problem of the catalog as it would be, at the line of the file as it is: below the change lines have moved, and what would
 * be new has the line that it would stand before.
 */
function inFileAsItIs(found: Problem, before: string, after: string): Problem {
  const { place } = found;
  if (place === undefined || before === after) return found;
  const [old, next] = [before.split("\n"), after.split("\n")];
  const most = Math.min(old.length, next.length);
  let head = 0;
  while (head < most && old[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1;
  if (place.line <= head) return found;
  if (place.line > next.length - tail)
    return { ...found, place: { ...place, line: place.line + old.length - next.length } };
  return { ...found, place: { ...place, line: Math.min(head + 1, old.length), column: 1 } };
}

/** Writes the files and prints their diffs. @throws CatalogError CMD013 */
export function writeEdits(edits: readonly Edit[], io: Io): void {
  for (const { path, before, after } of edits) {
    replaceFile(path, after);
    printDiff(io, path, before, after);
  }
}
