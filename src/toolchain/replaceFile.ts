import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Puts a file in place by a rename: `write` makes it under another name in the same folder, so that whoever opens
 * the final name finds the old file or the new one, whole. Whatever `write` throws is passed on, and nothing is left.
 */
export function replaceFile(file: string, write: (unfinished: string) => void): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = unfinishedName(file);
  try {
    write(unfinished);
    fs.renameSync(unfinished, file);
  } finally {
    fs.rmSync(unfinished, { force: true });
  }
}

/** A name beside `file` that no other process uses. */
export function unfinishedName(file: string): string {
  return `${file}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
}
