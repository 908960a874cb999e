/** From YAML files to the checked model. */
import { basename, dirname } from "node:path";
import { CatalogError, type Problem } from "../errors";
import { checkCatalog } from "./check";
import { displayPath, missingFiles, readFolder, roleOf, type CatalogFile } from "./files";
import type { Catalog } from "./model";
import { parseSource } from "./source";

export type { CatalogFile } from "./files";

/**
 * Reads and checks the catalog of a folder: `platform.yaml` with `services.yaml` or one
 * `<archetype>-services.yaml` per archetype, or both.
 *
 * @throws CatalogError with every problem of every file at once, in the order of files and lines
 */
export function loadCatalog(dir: string): Catalog {
  const { files, problems } = readFolder(dir);
  return checked(
    files.map(({ path, text }) => ({ path: displayPath(path), text })),
    problems,
  );
}

/**
 * The pure part of {@link loadCatalog}: texts in, model out. The last part of each path tells what the file
 * holds; paths appear in messages as they are.
 *
 * @throws CatalogError with every problem at once
 */
export function parseCatalog(files: readonly CatalogFile[]): Catalog {
  const names = files.map(({ path }) => basename(path));
  return checked(files, missingFiles(dirname(files[0]?.path ?? ""), names));
}

/**
 * The texts of a catalog folder, for those who edit them before {@link parseCatalog}.
 *
 * @throws CatalogError when a file is missing or unreadable
 */
export function readCatalogFiles(dir: string): CatalogFile[] {
  const { files, problems } = readFolder(dir);
  if (problems.length > 0) throw new CatalogError(problems);
  return files;
}

function checked(files: readonly CatalogFile[], fileProblems: readonly Problem[]): Catalog {
  const sources = files
    .filter(({ path }) => roleOf(basename(path)) !== undefined)
    .map((file) => ({ role: roleOf(basename(file.path))!, ...parseSource(file) }));
  const { catalog, problems } = checkCatalog(sources);
  const all = [...fileProblems, ...sources.flatMap((source) => source.problems), ...problems];
  if (catalog === undefined || all.length > 0) throw new CatalogError(all.sort(byPlace));
  return catalog;
}

function byPlace(a: Problem, b: Problem): number {
  const [x, y] = [a.place, b.place];
  if (x === undefined || y === undefined) return Number(x !== undefined) - Number(y !== undefined);
  if (x.file !== y.file) return x.file < y.file ? -1 : 1;
  return x.line - y.line || x.column - y.column;
}
