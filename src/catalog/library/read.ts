/** Reads the template library from its folder: `<identifier>/<version>.yaml`. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compare } from "semver";
import { CatalogError, problem, type Problem } from "@harness-catalog/problems";
import { compareText } from "@harness-catalog/problems/suggest";
import { packageRoot } from "../../paths/packageRoot";
import { mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";
import { displayPath } from "../files";
import type { TemplateLibrary, TemplateVersion } from "./model";
import { parseTemplate } from "./parse";

/** Folder of the library that this repository ships. */
export function shippedLibraryDir(): string {
  return join(packageRoot(), "templates", "library");
}

const read = new Map<string, TemplateLibrary>();

/**
 * The library of a folder; read once in a process.
 * @throws CatalogError TPL001 when it cannot be read, TPL002 for each file that is no template or in the wrong place
 */
export function readTemplateLibrary(dir: string = shippedLibraryDir()): TemplateLibrary {
  const known = read.get(dir);
  if (known !== undefined) return known;
  const library = readTemplateLibraryAgain(dir);
  read.set(dir, library);
  return library;
}

/**
 * The same without remembering it, for a process that lives long and reads one folder after the other.
 * @throws CatalogError as {@link readTemplateLibrary}
 */
export function readTemplateLibraryAgain(dir: string): TemplateLibrary {
  const problems: Problem[] = [];
  const library = new Map<string, TemplateVersion[]>();
  for (const identifier of list(dir).sort(compareText)) {
    const versions: TemplateVersion[] = [];
    for (const name of list(join(dir, identifier))) {
      const path = join(dir, identifier, name);
      const parsed = parseTemplate({ path: displayPath(path), text: readText(path) }, identifier, name);
      if ("code" in parsed) problems.push(parsed);
      else versions.push(parsed);
    }
    library.set(
      identifier,
      versions.sort((a, b) => compare(a.label, b.label)),
    );
  }
  if (problems.length > 0) throw new CatalogError(problems);
  return library;
}

function readText(path: string): string {
  try {
    return readTextFile(path, mostYamlBytes);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function list(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    throw unreadable(dir, error);
  }
}

function unreadable(path: string, error: unknown): CatalogError {
  return problem(
    "TPL001",
    `${displayPath(path)} cannot be read: ${(error as Error).message}`,
    "the library is a folder of folders, <identifier>/<version>.yaml; name it with HARNESS_CATALOG_TEMPLATES",
  );
}
