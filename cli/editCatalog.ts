/** A change of the catalog made in its files here: `add` and `remove` without `--propose`. */
import { resolve } from "node:path";
import { displayPath } from "../catalog/files";
import type { TemplateLibrary } from "../catalog/library/model";
import { parseCatalog, readCatalogFiles } from "../catalog/load";
import { applied } from "../proposals/apply";
import type { Change } from "../proposals/change";
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
  parseCatalog(after, library);
  const before = new Map(files.map(({ path, text }) => [path, text]));
  return after
    .filter(({ path, text }) => before.get(path) !== text)
    .map(({ path, text }) => ({
      path: resolve(path),
      before: before.get(path) ?? "",
      after: text,
    }));
}

/** Writes the files and prints their diffs. @throws CatalogError CMD013 */
export function writeEdits(edits: readonly Edit[], io: Io): void {
  for (const { path, before, after } of edits) {
    replaceFile(path, after);
    printDiff(io, path, before, after);
  }
}
