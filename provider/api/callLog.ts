import { closeSync, openSync, writeSync } from "node:fs";

/** Takes one line per HTTP attempt: method, path without query, status (`-` without an answer), milliseconds. */
export interface CallLog {
  write(method: string, path: string, status: number | undefined, ms: number): void;
  close(): void;
}

/** Appends to a file; without one, nothing is kept. Synchronous, so that a killed process has written what it did. */
export function openCallLog(file: string | undefined): CallLog {
  if (file === undefined) return { write: () => undefined, close: () => undefined };
  const descriptor = openSync(file, "a");
  return {
    write: (method, path, status, ms) => {
      writeSync(descriptor, `${method} ${path} ${status ?? "-"} ${Math.round(ms)}\n`);
    },
    close: () => closeSync(descriptor),
  };
}
