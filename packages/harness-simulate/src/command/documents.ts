/** Harness YAML from files of any repository, as the dry run reads it. */
import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Io } from "@harness-catalog/command-line/io";
import { mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";
import { problem } from "@harness-catalog/problems";
import { isMap, type Node } from "../trigger/documents";

/** A document and the file it stands in. */
export interface FileDocument {
  readonly file: string;
  readonly value: Node;
}

/** Every mapping among the documents of a file. @throws CatalogError SIM015 for a file that is not readable, or no YAML */
export function documentsIn(io: Io, name: string): FileDocument[] {
  const hint = "name a file of Harness YAML";
  let text: string;
  try {
    text = readTextFile(resolve(io.cwd, name), mostYamlBytes);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const why = missing ? "does not exist" : `cannot be read: ${(error as Error).message}`;
    throw problem("SIM015", `the file ${name} ${why}`, hint);
  }
  const documents = parseAllDocuments(text, { prettyErrors: false, stringKeys: true });
  return [...documents].flatMap((document) => {
    const [error] = document.errors;
    const line = text.slice(0, error?.pos[0]).split("\n").length;
    if (error !== undefined)
      throw problem("SIM015", `the file ${name} is no YAML at line ${line}: ${error.message}`, hint);
    const value: unknown = document.toJS();
    return isMap(value) ? [{ file: name, value }] : [];
  });
}

/** The files that a name stands for: itself, or every YAML file below a folder, in the order of their names. */
export function yamlFiles(io: Io, name: string): string[] {
  const path = resolve(io.cwd, name);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [name];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(io.cwd, join(entry.parentPath, entry.name)))
    .sort();
}
