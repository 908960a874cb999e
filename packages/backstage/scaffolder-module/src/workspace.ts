/** Reading the catalog from a task's workspace and writing a change into it. */
import { resolveSafeChildPath } from "@backstage/backend-plugin-api";
import { InputError } from "@backstage/errors";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { readCheckout, type CatalogChange, type Checkout } from "../../../../src/backstage/change";
import { CatalogError, problem } from "@harness-catalog/problems";

/** Folders of the workspace that an action works on. */
export interface Folders {
  readonly workspacePath: string;
  /** The checked-out catalog. */
  readonly repositoryPath: string;
  /** Where the changed files go, and only they: the pull request is made of this folder. */
  readonly outputPath: string;
}

/**
 * Makes a change and writes its files.
 * @throws InputError with every problem on a line of its own, so that the task ends with what the CLI would print
 */
export function applied<Change extends CatalogChange>(
  folders: Folders,
  change: (checkout: Checkout) => Change,
): Change {
  try {
    const made = change(readCheckout(resolveSafeChildPath(folders.workspacePath, folders.repositoryPath)));
    const output = resolveSafeChildPath(folders.workspacePath, folders.outputPath);
    for (const { path, text } of made.files) write(resolveSafeChildPath(output, path), path, text);
    return made;
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    throw new InputError(`the catalog refuses this:\n${error.message}`);
  }
}

function write(target: string, path: string, text: string): void {
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  } catch (error) {
    const message = `${path} cannot be written: ${(error as Error).message}`;
    throw problem("BST002", message, "check the disk and the permissions of Backstage's working folder");
  }
}
