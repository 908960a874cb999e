/** From YAML files to the checked model. */
import { basename, dirname } from "node:path";
import { CatalogError, type Problem } from "../errors";
import { checkCatalog } from "./check";
import { displayPath, missingFiles, readFolder, roleOf, type CatalogFile } from "./files";
import type { TemplateLibrary } from "./library/model";
import { readTemplateLibrary } from "./library/read";
import type { Catalog } from "./model";
import { parseSource } from "./source";

export type { CatalogFile } from "./files";

/**
 * Reads and checks the catalog of a folder: `platform.yaml` with `services.yaml` or one
 * `<archetype>-services.yaml` per archetype, or both.
 *
 * @param templates folder of the template library; that of this repository by default
 * @throws CatalogError with every problem of every file at once, in the order of files and lines
 */
export function loadCatalog(dir: string, templates?: string): Catalog {
  const { files, problems } = readFolder(dir);
  return checked(
    files.map(({ path, text }) => ({ path: displayPath(path), text })),
    problems,
    readTemplateLibrary(templates),
  );
}

/**
 * The pure part of {@link loadCatalog}: texts in, model out. The last part of each path tells what the file
 * holds; paths appear in messages as they are.
 *
 * @throws CatalogError with every problem at once
 */
export function parseCatalog(
  files: readonly CatalogFile[],
  library: TemplateLibrary = readTemplateLibrary(),
): Catalog {
  const names = files.map(({ path }) => basename(path));
  return checked(files, missingFiles(dirname(files[0]?.path ?? ""), names), library);
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

function checked(
  files: readonly CatalogFile[],
  fileProblems: readonly Problem[],
  library: TemplateLibrary,
): Catalog {
  const sources = files
    .filter(({ path }) => roleOf(basename(path)) !== undefined)
    .map((file) => ({ role: roleOf(basename(file.path))!, ...parseSource(file) }));
  const { catalog, problems } = checkCatalog(sources, library);
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
