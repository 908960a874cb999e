/** The files of this repository that follow from the catalog, and who writes them. */
import { backstageFiles, isBackstageFile } from "../../backstage/files";
import type { Catalog } from "../../catalog/model";
import { codeownersPath, codeownersText } from "../../plan/gitHub/codeowners";

/** A file by its path from the top of the repository, with slashes, and its whole text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Files below some folders that one generator alone writes. */
export interface Owned {
  /** Folders to look into. */
  readonly folders: readonly string[];
  /** Tells the generator's files from those of others there; every file when it is left out. */
  readonly isOwn?: (path: string) => boolean;
}

/** Writes some files. The same catalog gives the same files, byte for byte. */
export interface FileGenerator {
  readonly files: (catalog: Catalog) => readonly GeneratedFile[];
  /** Which files are this generator's: what it no longer writes of them is removed. */
  readonly owned?: (catalog: Catalog) => Owned;
}

const codeowners: FileGenerator = {
  files: ({ platform }) => {
    const text = codeownersText(platform);
    return text === undefined ? [] : [{ path: codeownersPath, text }];
  },
};

const backstage: FileGenerator = {
  files: backstageFiles,
  owned: ({ platform }) => ({
    folders: ["backstage/entities", "backstage/templates", platform.repository.manifests],
    isOwn: (path) => isBackstageFile(platform, path),
  }),
};

/** Every generator, in the order in which its files are listed. */
export const generators: readonly FileGenerator[] = [codeowners, backstage];
