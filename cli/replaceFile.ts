import { renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { problem } from "../errors";

/**
 * Replaces a file in one step, so that a crash leaves the old text or the new one.
 * @throws CatalogError CMD013
 */
export function replaceFile(path: string, text: string): void {
  // Hidden: what a crash leaves in the catalog folder is then no file that somebody could mean.
  const temporary = join(dirname(path), `.${basename(path)}.new`);
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    throw problem(
      "CMD013",
      `${path} cannot be written: ${(error as Error).message}`,
      "check that its folder is there and may be written to",
    );
  }
}
