import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { assertWritableAsFile } from "./plainFile";

/**
 * Replaces a file in one step and durably: whatever ends the process or the machine, the old text or the new one is
 * there, whole.
 * @param mode permissions of the file, 0666 without the umask unless given
 * @throws Error of the system, or NotReadable for what is no file; the old file is untouched then
 */
export function replaceFile(path: string, text: string, mode = 0o666): void {
  assertWritableAsFile(path);
  replaceFileBy(path, (unfinished) => {
    const file = openSync(unfinished, "wx", mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
  syncFolder(dirname(path));
}

/**
 * Puts a file in place by a rename: `write` makes it under another name in the same folder, so that whoever opens the final
 * name finds the old file or the new one, whole. Whatever `write` throws is passed on, and nothing is left.
 */
export function replaceFileBy(path: string, write: (unfinished: string) => void): void {
  const unfinished = unfinishedName(path);
  try {
    write(unfinished);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** A name beside a file that no other process uses, hidden: what a crash leaves is no file that somebody could mean. */
export function unfinishedName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`);
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
