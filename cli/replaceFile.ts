import { renameSync, writeFileSync } from "node:fs";
import { problem } from "../errors";

/**
 * Replaces a file in one step, so that a crash leaves the old text or the new one.
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
      "check that its folder is there and may be written to",
    );
  }
}
