/** The files of this repository that follow from the catalog, and who writes them. */
import type { Catalog } from "../../catalog/model";
import { codeownersPath, codeownersText } from "../../catalog/plan/gitHub/codeowners";

/** A file by its path from the top of the repository, with slashes, and its whole text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Writes some files. The same catalog gives the same files, byte for byte. */
export interface FileGenerator {
  readonly files: (catalog: Catalog) => readonly GeneratedFile[];
  /** Folders in which every file is this generator's: what it no longer writes there is removed. */
  readonly folders?: readonly string[];
}

const codeowners: FileGenerator = {
  files: ({ platform }) => {
    const text = codeownersText(platform);
    return text === undefined ? [] : [{ path: codeownersPath, text }];
  },
};

/** Every generator, in the order in which its files are listed. */
export const generators: readonly FileGenerator[] = [codeowners];
