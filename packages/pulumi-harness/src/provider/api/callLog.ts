import { closeSync, writeSync } from "node:fs";
import { openToAppend } from "@harness-catalog/files/plainFile";

/** Takes one line per HTTP attempt: method, path without query, status (`-` without an answer), milliseconds. */
export interface CallLog {
  write(method: string, path: string, status: number | undefined, ms: number): void;
  close(): void;
}

/**
 * Appends to a file; without one, nothing is kept. Synchronous, so that a killed process has written what it did. It
 * serves statistics only, so a full disk must not make a call fail that was answered.
 */
export function openCallLog(file: string | undefined): CallLog {
  if (file === undefined) return { write: () => undefined, close: () => undefined };
  const descriptor = openToAppend(file, 0o666);
  return {
    write: (method, path, status, ms) => {
      try {
        writeSync(descriptor, `${method} ${path} ${status ?? "-"} ${Math.round(ms)}\n`);
      } catch {
        return; // counted too low
      }
    },
    close: () => closeSync(descriptor),
  };
}
