/** Compares the files that a catalog leads to with those that are there, and makes them the same. */
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Catalog } from "../../catalog/model";
import { NotReadable, readTextIfThere } from "@harness-catalog/files/plainFile";
import { replaceFile } from "../replaceFile";
import type { FileGenerator, Owned } from "./generators";

/** One generated file that is not as it should be. */
export interface StaleFile {
  readonly path: string;
  /** `write`: missing or different; `remove`: nothing writes it any more. */
  readonly action: "write" | "remove";
  /** What is to be there; undefined when it is to be removed. */
  readonly text: string | undefined;
}

/** What is there to do, and how many files there are in all. */
export interface Comparison {
  readonly total: number;
  readonly stale: readonly StaleFile[];
}

/** @param root top of the repository */
export function compareFiles(root: string, catalog: Catalog, all: readonly FileGenerator[]): Comparison {
  const files = all.flatMap((generator) => generator.files(catalog));
  const wanted = new Set(files.map(({ path }) => path));
  const there = all.flatMap(({ owned }) => ownFiles(root, owned?.(catalog) ?? { folders: [] }));
  const different = files.filter(({ path, text }) => readIfThere(join(root, path)) !== text);
  return {
    total: files.length,
    stale: [
      ...different.map(({ path, text }) => ({ path, action: "write" as const, text })),
      ...[...new Set(there)]
        .filter((path) => !wanted.has(path))
        .sort()
        .map((path) => ({ path, action: "remove" as const, text: undefined })),
    ],
  };
}

/** Each file in one step, so that a crash leaves the old text or the new one. @throws CatalogError CMD013 */
export function writeStale(root: string, stale: readonly StaleFile[]): void {
  for (const { path, text } of stale) {
    const file = join(root, path);
    if (text === undefined) {
      rmSync(file, { force: true });
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, text);
  }
}

function ownFiles(root: string, { folders, isOwn = () => true }: Owned): string[] {
  return folders.flatMap((folder) => filesBelow(root, folder)).filter(isOwn);
}

/** What is not a file of text is not as it should be, whatever it is. @throws NodeJS.ErrnoException */
function readIfThere(file: string): string | undefined {
  try {
    return readTextIfThere(file);
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}

function filesBelow(root: string, folder: string): string[] {
  const top = join(root, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
