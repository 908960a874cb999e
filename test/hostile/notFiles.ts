/** What may lie where a file is expected, and what a file may hold that is none of its kind. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Puts something under a name that nothing has. */
type Put = (path: string) => Promise<void> | void;

/** What is no file at all, or none that can be read. */
export const notFiles: Readonly<Record<string, Put>> = {
  "a pipe without a writer": (path) => void execFileSync("mkfifo", [path]),
  "a device without an end": (path) => symlinkSync("/dev/zero", path),
  "a socket": putSocket,
  "a folder": (path) => void mkdirSync(path),
  "a link in a circle": (path) => symlinkSync(path, path),
};

/** Files that say nothing anybody could mean. */
export const oddFiles: Readonly<Record<string, Put>> = {
  // No block of it is on the disk, and every byte of it is read as zero.
  "a file of 600 MB": (path) => {
    writeFileSync(path, "");
    truncateSync(path, 600_000_000);
  },
  "a file of 50 MB": (path) => writeFileSync(path, Buffer.alloc(50_000_000, "- [a]\n")),
  "bytes that are no UTF-8": (path) => writeFileSync(path, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
  "an empty file": (path) => writeFileSync(path, ""),
};

/** Removes what has the name, and puts something else there. */
export async function replaceBy(path: string, put: Put): Promise<void> {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  await put(path);
}

/** The server goes with the process; a name of its own, as the tests remove the other one. */
async function putSocket(path: string): Promise<void> {
  const socket = join(mkdtempSync(join(tmpdir(), "harness-catalog-socket-")), "s");
  const server = createServer().unref();
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  symlinkSync(socket, path);
}
