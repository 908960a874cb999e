/** Reading files that somebody names: only files as such, and none that would fill the memory. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** Most bytes of a file that a person writes or a command saves: far more than any of them has. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The bytes of a file. A pipe or a device is refused before anything is read from it: a pipe without a writer would
 * keep the command waiting for good, and a device has no end.
 *
 * @param most bytes that it may have
 * @throws NodeJS.ErrnoException those of the file system, and with a message of our own EISDIR for a folder, ENOTFILE
 * for a pipe, socket or device, and EFBIG
 */
export function readPlainFile(path: string, most: number = mostBytes): Buffer {
  // Without O_NONBLOCK opening a pipe waits for its writer.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const about = fstatSync(file);
    if (about.isDirectory()) throw refusal("EISDIR", "is a folder, not a file");
    if (!about.isFile()) throw refusal("ENOTFILE", "is a pipe or a device, not a file");
    if (about.size > most)
      throw refusal("EFBIG", `has ${about.size} bytes, more than the ${most} that are read`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function refusal(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}
