/** Which file of the catalog an entry belongs to: services.yaml, or the file of its archetype. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { archetypes, type Archetype } from "../catalog/schema/common";
import { problem } from "../errors";

/** A catalog file and its text. */
export interface CatalogFile {
  readonly path: string;
  readonly text: string;
}

/** The file a new entry of `archetype` goes to. */
export function fileFor(dir: string, archetype: Archetype): CatalogFile {
  const single = join(dir, "services.yaml");
  return read(existsSync(single) ? single : join(dir, `${archetype}-services.yaml`));
}

/** Every file that may hold services. */
export function serviceFiles(dir: string): CatalogFile[] {
  const names = ["services.yaml", ...archetypes.map((archetype) => `${archetype}-services.yaml`)];
  return names
    .map((name) => join(dir, name))
    .filter((path) => existsSync(path))
    .map(read);
}

/**
 * Replaces a catalog file in one step, so that a crash leaves the old text or the new one.
 * @throws CatalogError CMD013
 */
export function replaceFile(path: string, text: string): void {
  try {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw problem(
      "CMD013",
      `${path} cannot be written: ${(error as Error).message}`,
      "check the permissions of the catalog folder",
    );
  }
}

function read(path: string): CatalogFile {
  return { path, text: existsSync(path) ? readFileSync(path, "utf8") : "services:\n" };
}
