/** Which files make up a catalog, and reading them. The only I/O of the catalog. */
import { readdirSync, statSync, type Dirent, type Stats } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Problem } from "@harness-catalog/problems";
import { nearest } from "@harness-catalog/problems/suggest";
import { readPlainFile } from "@harness-catalog/files/plainFile";
import { limits } from "@harness-catalog/located-yaml/bounds";
import type { YamlFile } from "@harness-catalog/located-yaml/source";
import {
  archetypeFileName,
  isYaml,
  platformFileName,
  roleOf,
  servicesFileName,
  strayEntries,
  teamFileName,
  teamFolder,
  type Entry,
} from "./layout";
import { archetypes } from "./schema/common";

/** A file of the catalog. */
export type CatalogFile = YamlFile;

/**
 * Reads every catalog file of a folder, by name, the teams' files last; `path` is `dir` and the name. Unreadable ones, and
 * what looks like a part of the catalog and is none, come back as problems.
 */
export function readFolder(dir: string): { files: CatalogFile[]; problems: Problem[] } {
  const entries = listEntries(dir);
  if (!Array.isArray(entries)) return { files: [], problems: [entries] };

  const names = entries.map(({ name }) => name);
  const files: CatalogFile[] = [];
  const problems = [...strayProblems(dir, entries), ...missingFiles(dir, names)];
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
  const roles = names.map(roleOf);
  const problems: Problem[] = [];
  if (!roles.includes("platform")) {
    problems.push(missing(dir, platformFileName, "create it, or restore it from Git"));
  }
  if (roles.every((role) => role === undefined || role === "platform")) {
    const hint = `create it, or one file per team (${teamFileName("payments-team")}, …) or per archetype (${archetypeFileName("api")}, …), or restore it from Git`;
    problems.push(missing(dir, servicesFileName, hint));
  }
  return problems;
}

/**
 * A problem for each entry of a catalog folder that nobody reads and somebody could mean: a misspelled name would drop all
 * its services, which the tool would then delete.
 */
export function strayProblems(dir: string, entries: readonly Entry[]): Problem[] {
  const names = [platformFileName, servicesFileName, ...archetypes.map(archetypeFileName)];
  return strayEntries(entries).map(({ name, kind }) => {
    const isFolder = kind === "folder";
    const meant = nearest(name, names) ?? "one of these";
    const cure = isFolder
      ? "move what is in it to one of these, or move the folder"
      : `rename it to ${meant}, or move it`;
    return {
      code: "CAT008" as const,
      message: `${isFolder ? "nothing in this folder is read" : "this file is not read"}; a catalog is ${readNames}`,
      hint: `${cure} out of the catalog folder`,
      place: startOf(join(dir, name)),
    };
  });
}

/** What a catalog folder may hold, in short. */
const readNames = `${platformFileName}, ${servicesFileName}, <archetype>-${servicesFileName} and ${teamFileName("<team>")}`;

/** The path a person would type: relative to the working directory, with forward slashes. */
export function displayPath(path: string): string {
  const local = relative(process.cwd(), path);
  return (local === "" || local.startsWith("..") ? path : local).split(sep).join("/");
}

/** What is in the folder and in its folder of team files, in name order. */
function listEntries(dir: string): Entry[] | Problem {
  try {
    const top = sorted(readdirSync(dir, { withFileTypes: true })).map((each) => entryOf(dir, each, ""));
    const teams = top.some(({ name, kind }) => name === teamFolder && kind === "folder")
      ? sorted(readdirSync(join(dir, teamFolder), { withFileTypes: true }))
      : [];
    return [...top, ...teams.map((each) => entryOf(join(dir, teamFolder), each, `${teamFolder}/`))];
  } catch (error) {
    return unreadable(dir, error, "name the folder that holds platform.yaml and services.yaml");
  }
}

function sorted(entries: readonly Dirent[]): Dirent[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function entryOf(dir: string, entry: Dirent, prefix: string): Entry {
  const name = `${prefix}${entry.name}`;
  const path = join(dir, entry.name);
  const found = entry.isSymbolicLink() ? targetOf(path) : entry;
  if (found?.isDirectory() === true) return { name, kind: "folder", holdsYaml: holdsYaml(path) };
  return { name, kind: found?.isFile() === true ? "file" : "other" };
}

/** A link is what it leads to; one that leads nowhere, or in a circle, is neither a file nor a folder. */
function targetOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Links are not followed: they may lead in circles. */
function holdsYaml(dir: string): boolean {
  const entries = readdirSync(dir, { withFileTypes: true });
  return entries.some((entry) =>
    entry.isDirectory() ? holdsYaml(join(dir, entry.name)) : isYaml(entry.name),
  );
}

function readText(path: string): string | Problem {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readPlainFile(path, limits.bytes));
  } catch (error) {
    if (error instanceof TypeError) {
      const message = `${displayPath(path)} is not UTF-8 text`;
      return { code: "CAT005", message, hint: "save it as UTF-8", place: startOf(path) };
    }
    const { code } = error as NodeJS.ErrnoException;
    const cure = cures[code ?? ""] ?? "check the path and its permissions";
    return unreadable(path, error, cure);
  }
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

const cures: Readonly<Record<string, string>> = {
  EISDIR: "put a YAML file there",
  ENOTFILE: "put a YAML file there",
  EFBIG: "split it into files by archetype or team",
};

const reasons: Readonly<Record<string, string>> = {
  EISDIR: "is a folder, not a file",
  ENOTFILE: "is a pipe or a device, not a file",
  EFBIG: "is too large to be a catalog",
  ENOENT: "does not exist",
  ENOTDIR: "is not a folder",
  ELOOP: "is a link that leads in a circle",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
};

function startOf(path: string) {
  return { file: displayPath(path), line: 1, column: 1 };
}
