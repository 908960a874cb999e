import * as files from "@harness-catalog/files/replaceFile";
import { problem } from "@harness-catalog/problems";

/**
 * Replaces a file in one step and durably. The one way this room writes a file that somebody relies on.
 * @param mode permissions of the file, 0666 without the umask unless given
 * @throws CatalogError CMD013; the old file is untouched then
 */
export function replaceFile(path: string, text: string, mode?: number): void {
  try {
    files.replaceFile(path, text, mode);
  } catch (error) {
    throw problem(
      "CMD013",
      `${path} cannot be written: ${(error as Error).message}`,
      "check that its folder is there, may be written to, and that the disk has room",
    );
  }
}
