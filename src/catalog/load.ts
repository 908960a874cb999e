/** From YAML files to the checked model. */
import { join, posix, sep } from "node:path";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { checkCatalog } from "./check";
import { displayPath, missingFiles, readFolder, type CatalogFile } from "./files";
import { platformFileName, rolesIn, rootOf, teamOf } from "./layout";
import type { TemplateLibrary } from "./library/model";
import { readTemplateLibrary } from "./library/read";
import type { Catalog } from "./model";
import { parseSource } from "@harness-catalog/located-yaml/source";
import { withTeam } from "./teamFile";

export type { CatalogFile } from "./files";

/**
 * Reads and checks the catalog of a folder: `platform.yaml` with `services.yaml`, one `services/<team>.yaml` per team, or
 * one `<archetype>-services.yaml` per archetype. They may stand side by side: a team with a file has all its entries there.
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
    folderOf(displayPath(join(dir, platformFileName))),
  );
}

/**
 * The pure part of {@link loadCatalog}: texts in, model out. Paths tell what the files hold: `platform.yaml` lies directly
 * in the catalog folder. They appear in messages as they are.
 *
 * @throws CatalogError with every problem at once
 */
export function parseCatalog(
  files: readonly CatalogFile[],
  library: TemplateLibrary = readTemplateLibrary(),
): Catalog {
  const texts = files.map(({ path, text }) => ({ path: path.split(sep).join("/"), text }));
  const root = rootOf(texts.map(({ path }) => path));
  const names = texts.map(({ path }) => (root === "" ? path : path.slice(root.length + 1)));
  return checked(texts, missingFiles(root, names), library, root);
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
  root: string,
): Catalog {
  const roleOf = rolesIn([], root);
  const sources = files.flatMap((file) => {
    const role = roleOf(file.path);
    return role === undefined ? [] : [{ role, ...withTeam(parseSource(file), teamOf(role)) }];
  });
  const { catalog, problems } = checkCatalog(sources, library);
  const all = [...fileProblems, ...sources.flatMap((source) => source.problems), ...problems];
  if (catalog === undefined || all.length > 0) throw new CatalogError(all.sort(byPlace));
  return catalog;
}

/** "" for the folder one is in: paths then begin with the file's name. */
function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === "." ? "" : folder;
}

function byPlace(a: Problem, b: Problem): number {
  const [x, y] = [a.place, b.place];
  if (x === undefined || y === undefined) return Number(x !== undefined) - Number(y !== undefined);
  if (x.file !== y.file) return x.file < y.file ? -1 : 1;
  return x.line - y.line || x.column - y.column;
}
