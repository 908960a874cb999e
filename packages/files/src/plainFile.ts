/**
 * The one way a file is read: only files as such, none that would fill the memory, and text only where it is UTF-8. A
 * test (test/architecture/readers.test.ts) keeps other ways out.
 */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";

/** Most bytes of a file that a person writes or a command saves: far more than any of them has. */
const mostBytes = 64 * 1024 * 1024;

/** Most bytes of a file that is parsed as YAML, whose tree takes a hundred times the memory of the text. */
export const mostYamlBytes = 2 * 1024 * 1024;

/** Most bytes of a state or a journal: below the longest text that Node.js can hold (v8, 2^29 characters). */
export const mostStateBytes = 500 * 1000 * 1000;

const chunkBytes = 1024 * 1024;

/** Why something under the name of a file is not read; its message is a sentence whose subject is the file, "it". */
export class NotReadable extends Error {
  constructor(
    readonly code: "EISDIR" | "ENOTFILE" | "EFBIG" | "ENOTTEXT",
    readonly path: string,
    message: string,
  ) {
    super(message);
    this.name = "NotReadable";
  }
}

/**
 * The bytes of a file. A pipe or a device is refused before anything is read from it: a pipe without a writer would
 * keep the command waiting for good, and a device has no end.
 *
 * @param most bytes that it may have
 * @throws NodeJS.ErrnoException those of the file system
 * @throws NotReadable EISDIR for a folder, ENOTFILE for a pipe, socket or device, and EFBIG
 */
export function readPlainFile(path: string, most: number = mostBytes): Buffer {
  const file = openPlain(path, constants.O_RDONLY);
  try {
    const { size } = fstatSync(file);
    if (size > most) throw tooLarge(path, most, size);
    return readAll(file, path, most);
  } finally {
    closeSync(file);
  }
}

/**
 * The text of a file, without a byte order mark.
 * @throws NotReadable also ENOTTEXT, for what is not UTF-8
 * @throws NodeJS.ErrnoException as {@link readPlainFile}
 */
export function readTextFile(path: string, most?: number): string {
  return decoded(readPlainFile(path, most), path);
}

/** The same, undefined where there is nothing of that name. */
export function readTextIfThere(path: string, most?: number): string | undefined {
  try {
    return readTextFile(path, most);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * The text of a file or of a pipe that the shell has opened (`<(pass show key)`), which is `/dev/fd/63`. Any other pipe is
 * refused, as nobody need ever write into it.
 * @throws as {@link readTextFile}
 */
export function readTextOrPipe(path: string, most: number = mostBytes): string {
  if (!isShellPipe(path)) return readTextFile(path, most);
  const file = openSync(path, constants.O_RDONLY);
  try {
    return decoded(readAll(file, path, most), path);
  } finally {
    closeSync(file);
  }
}

/** Whether a path is a pipe that the shell has opened: its text is there once. */
export function isShellPipe(path: string): boolean {
  return /^\/(dev\/fd|proc\/self\/fd)\/\d+$|^\/dev\/stdin$/.test(path) && statSync(path).isFIFO();
}

/**
 * Opens a file to add to its end; makes it where there is none.
 * @param mode permissions of a new one
 * @throws as {@link readPlainFile}, without EFBIG
 */
export function openToAppend(path: string, mode: number): number {
  return openPlain(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, mode);
}

/** @throws NotReadable when a name that a file is to be written under is taken by something else */
export function assertWritableAsFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined) assertPlain(found, path);
}

/** True for what the file system says of a name that nothing has. */
export function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

function openPlain(path: string, flags: number, mode?: number): number {
  // Without O_NONBLOCK opening a pipe waits for its other end.
  const file = openSync(path, flags | constants.O_NONBLOCK, mode);
  try {
    assertPlain(fstatSync(file), path);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function assertPlain(
  found: { readonly isDirectory: () => boolean; readonly isFile: () => boolean },
  path: string,
): void {
  if (found.isDirectory()) throw new NotReadable("EISDIR", path, "it is a folder, not a file");
  if (!found.isFile()) throw new NotReadable("ENOTFILE", path, "it is a pipe or a device, not a file");
}

/** A file may grow while it is read, and those of /proc say that they have no bytes. */
function readAll(file: number, path: string, most: number): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; ;) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, most + 1 - total));
    const read = readSync(file, chunk);
    if (read === 0) return Buffer.concat(chunks, total);
    total += read;
    if (total > most) throw tooLarge(path, most);
    chunks.push(chunk.subarray(0, read));
  }
}

function tooLarge(path: string, most: number, size?: number): NotReadable {
  const has = size === undefined ? "more bytes" : `${size} bytes, more`;
  return new NotReadable("EFBIG", path, `it has ${has} than the ${most} that are read`);
}

function decoded(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new NotReadable("ENOTTEXT", path, "it is not UTF-8 text");
  }
}
