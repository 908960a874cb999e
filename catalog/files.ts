/** Which files make up a catalog, and reading them. The only I/O of the catalog. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Problem } from "../errors";
import { archetypes, type Archetype } from "./schema/common";

/** A file's text under the path that messages show. */
export interface CatalogFile {
  readonly path: string;
  readonly text: string;
}

export const platformFileName = "platform.yaml";
export const servicesFileName = "services.yaml";

/** `api-services.yaml`: the file of one archetype, for catalogs that outgrow a single file. */
export function archetypeFileName(archetype: Archetype): string {
  return `${archetype}-services.yaml`;
}

/** What a file of this name holds; undefined when it is no part of a catalog. */
export function roleOf(fileName: string): "platform" | "services" | Archetype | undefined {
  if (fileName === platformFileName) return "platform";
  if (fileName === servicesFileName) return "services";
  return archetypes.find((archetype) => fileName === archetypeFileName(archetype));
}

/** Reads every catalog file of a folder, in name order; `path` is `dir` and the name. Unreadable ones come back as problems. */
export function readFolder(dir: string): { files: CatalogFile[]; problems: Problem[] } {
  const names = listNames(dir);
  if (!Array.isArray(names)) return { files: [], problems: [names] };

  const files: CatalogFile[] = [];
  const problems = [...strayFiles(dir, names), ...missingFiles(dir, names)];
  for (const name of names.filter((name) => roleOf(name) !== undefined)) {
    const path = join(dir, name);
    const read = readText(path);
    if (typeof read === "string") files.push({ path, text: read });
    else problems.push(read);
  }
  return { files, problems };
}

/** A problem for each file that a catalog needs and a folder with these file names lacks. */
export function missingFiles(dir: string, names: readonly string[]): Problem[] {
  const roles = new Set(names.map(roleOf));
  const problems: Problem[] = [];
  if (!roles.has("platform")) {
    problems.push(missing(dir, platformFileName, "create it, or restore it from Git"));
  }
  if (!roles.has("services") && !archetypes.some((archetype) => roles.has(archetype))) {
    const hint = "create it or one file per archetype (api-services.yaml, …), or restore it from Git";
    problems.push(missing(dir, servicesFileName, hint));
  }
  return problems;
}

/** The path a person would type: relative to the working directory, with forward slashes. */
export function displayPath(path: string): string {
  const local = relative(process.cwd(), path);
  return (local === "" || local.startsWith("..") ? path : local).split(sep).join("/");
}

function listNames(dir: string): string[] | Problem {
  try {
    return readdirSync(dir).sort();
  } catch (error) {
    return unreadable(
      dir,
      error,
      "pass the folder that holds platform.yaml and services.yaml with --catalog",
    );
  }
}

function readText(path: string): string | Problem {
  try {
    if (statSync(path).isDirectory()) {
      const message = `${displayPath(path)} is a folder, not a file`;
      return { code: "CAT001", message, hint: "put a YAML file there", place: startOf(path) };
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) {
      const message = `${displayPath(path)} is not UTF-8 text`;
      return { code: "CAT005", message, hint: "save it as UTF-8", place: startOf(path) };
    }
    return unreadable(path, error, "check the path and its permissions");
  }
}

/** A misspelled file name would drop all its services, which the tool would then delete. */
function strayFiles(dir: string, names: readonly string[]): Problem[] {
  return names
    .filter((name) => /(service|platform).*\.ya?ml$/i.test(name) && roleOf(name) === undefined)
    .map((name) => ({
      code: "CAT008" as const,
      message: `${displayPath(join(dir, name))} is never read: it is not one of ${allFileNames().join(", ")}`,
      hint: "rename it or move it out of the catalog folder",
      place: startOf(join(dir, name)),
    }));
}

function allFileNames(): string[] {
  return [platformFileName, servicesFileName, ...archetypes.map(archetypeFileName)];
}

function missing(dir: string, name: string, hint: string): Problem {
  const path = join(dir, name);
  return { code: "CAT001", message: `${displayPath(path)} does not exist`, hint, place: startOf(path) };
}

function unreadable(path: string, error: unknown, hint: string): Problem {
  const code = (error as NodeJS.ErrnoException).code;
  const reason = reasons[code ?? ""] ?? `cannot be read (${code ?? String(error)})`;
  return { code: "CAT001", message: `${displayPath(path)} ${reason}`, hint, place: startOf(path) };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "is not a folder",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
};

function startOf(path: string) {
  return { file: displayPath(path), line: 1, column: 1 };
}
