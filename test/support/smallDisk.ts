/**
 * A folder that runs full. Where this process may mount, it is a file system of its own whose size changes; elsewhere,
 * the commands it starts may write no file larger than the limit (`prlimit`, inherited by the engine and the provider).
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly dir: string;
  /** What `leave` counts: bytes in use, or those of the largest file. */
  used(): number;
  /** What the next run of the same kind needs beyond what there is, given {@link used} before one of them. */
  needed(before: number): number;
  /** Leaves room for this many bytes. */
  leave(bytes: number): void;
  /** Makes room again. */
  makeRoom(): void;
  /** The words that start a command, held to the limit. */
  held(words: readonly string[]): string[];
  close(): void;
}

/** Roomy, in bytes. */
const roomy = 512 * 1024 * 1024;

/**
 * Makes a folder that has room at first.
 * @param mayMount false: as where this process may not mount
 */
export function smallDisk(mayMount: boolean): SmallDisk {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-disk-"));
  const mounted =
    mayMount &&
    spawnSync("mount", ["-t", "tmpfs", "-o", `size=${roomy}`, "harness-catalog", dir]).status === 0;
  return mounted ? mountedDisk(dir) : limitedFiles(dir);
}

function mountedDisk(dir: string): SmallDisk {
  const resize = (bytes: number) => execFileSync("mount", ["-o", `remount,size=${bytes}`, dir]);
  const used = () => {
    const { blocks, bfree, bsize } = statfsSync(dir);
    return (blocks - bfree) * bsize;
  };
  return {
    dir,
    used,
    needed: (before) => used() - before,
    leave: (bytes) => resize(used() + bytes),
    makeRoom: () => resize(roomy),
    held: (words) => [...words],
    close: () => {
      execFileSync("umount", ["--lazy", dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The limit is that of each file, so what a run needs is its largest one. */
function limitedFiles(dir: string): SmallDisk {
  let limit: number | undefined;
  const used = () => largest(dir);
  return {
    dir,
    used,
    needed: used,
    leave: (bytes) => (limit = bytes),
    makeRoom: () => (limit = undefined),
    held: (words) => (limit === undefined ? [...words] : ["prlimit", `--fsize=${limit}`, ...words]),
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function largest(dir: string): number {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((most, { parentPath, name }) => Math.max(most, statSync(join(parentPath, name)).size), 0);
}
