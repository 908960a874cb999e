/** Puts generated files in their place, and takes those away that nobody wants any more. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { problem } from "@harness-catalog/problems";
import { metadataName } from "./metadata";
import { readIfThere, type OwnFolder } from "./read";

/** The files of one folder by name, metadata.json among them. */
export interface FolderFiles {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes what differs, and takes away what is left over. metadata.json comes first: a run that is killed after it leaves files whose digests are not those it
 * tells of, and the next run makes them again. Each file is replaced as a whole.
 * @returns names of the files that were written
 * @throws CatalogError CMD013 when the file system refuses it
 */
export function writeFolder(
  root: string,
  { folder, files }: FolderFiles,
  leftOver: readonly string[] = [],
): string[] {
  removeUnfinished(root, folder);
  const names = Object.keys(files).sort((a, b) => Number(b === metadataName) - Number(a === metadataName));
  const written = names.filter((name) => readIfThere(join(root, folder, name)) !== files[name]);
  for (const name of written) {
    asProblem(join(root, folder, name), (file) => {
      mkdirSync(dirname(file), { recursive: true });
      const unfinished = `${file}.${process.pid}.tmp`;
      writeFileSync(unfinished, files[name] ?? "");
      renameSync(unfinished, file);
    });
  }
  for (const name of leftOver) asProblem(join(root, folder, name), (file) => rmSync(file, { force: true }));
  return written;
}

/**
 * Takes files away: everything its metadata tells of, then metadata.json, then every folder above that has become empty. Files
 * of others stay, with the folders they are in.
 * @throws CatalogError CMD013 when the file system refuses it
 */
export function removeFolder(root: string, { folder, metadata }: OwnFolder): void {
  removeUnfinished(root, folder);
  for (const name of namesIn(metadata)) {
    asProblem(join(root, folder, name), (file) => rmSync(file, { force: true }));
  }
  asProblem(join(root, folder, metadataName), (file) => rmSync(file, { force: true }));
  for (let path = folder; path !== "."; path = dirname(path)) {
    if (readdirSync(join(root, path)).length > 0) return;
    asProblem(join(root, path), (empty) => rmdirSync(empty));
  }
}

/** What a run left behind that was killed while it wrote a file. */
function removeUnfinished(root: string, folder: string): void {
  const path = join(root, folder);
  if (!existsSync(path)) return;
  for (const name of readdirSync(path)) {
    const of = /^(.*)\.\d+\.tmp$/.exec(name)?.[1];
    if (of === metadataName || everyFileName.includes(of ?? ""))
      asProblem(join(path, name), (file) => rmSync(file, { force: true }));
  }
}

/** Names of the files that a metadata.json answers for. A damaged one tells none: then all there can be. */
export function namesIn(metadata: OwnFolder["metadata"]): string[] {
  const names = metadata === undefined ? everyFileName : Object.keys(metadata.files);
  return names.filter((name) => everyFileName.includes(name));
}

/** Files there can be beside metadata.json. No other is ever removed, whatever a metadata.json says. */
const everyFileName: readonly string[] = [
  "manifests.yaml",
  "values.yaml",
  "task-definition.yaml",
  "service-definition.yaml",
  "run-task-request.yaml",
];

function asProblem(file: string, work: (file: string) => void): void {
  try {
    work(file);
  } catch (error) {
    throw problem("CMD013", `${file}: ${(error as Error).message}`, "check the folder and its permissions");
  }
}
