import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { problem } from "@harness-catalog/problems";
import { assertWritableAsFile } from "@harness-catalog/files/plainFile";

/**
 * Replaces a file in one step and durably: whatever ends the process or the machine, the old text or the new one is
 * there, whole. The one way this room writes a file that somebody relies on.
 * @param mode permissions of the file, 0666 without the umask unless given
 * @throws CatalogError CMD013; the old file is untouched then
 */
export function replaceFile(path: string, text: string, mode = 0o666): void {
  // Hidden: what a crash leaves in the catalog folder is then no file that somebody could mean.
  const beside = join(
    dirname(path),
    `.${basename(path)}.${process.pid}-${randomBytes(4).toString("hex")}.new`,
  );
  try {
    assertWritableAsFile(path);
    const file = openSync(beside, "wx", mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(beside, { force: true });
    throw problem(
      "CMD013",
      `${path} cannot be written: ${(error as Error).message}`,
      "check that its folder is there, may be written to, and that the disk has room",
    );
  }
}

/** A rename is on disk only when its folder is. Windows has no such thing as opening a folder. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
