/**
 * A folder that runs full. Where this process may mount, it is a file system of its own whose size changes; elsewhere,
 * no process may write a file larger than the limit (`prlimit`, inherited by the engine and the provider).
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly dir: string;
  /** Whether its limit is its own, so that several can be used at once. */
  readonly alone: boolean;
  /** Bytes in use. */
  used(): number;
  /** Leaves room for this many bytes more. */
  leave(bytes: number): void;
  /** Makes room again. */
  makeRoom(): void;
  close(): void;
}

/** Roomy, in bytes. */
const roomy = 512 * 1024 * 1024;

/** Makes a folder that has room at first. */
export function smallDisk(): SmallDisk {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-disk-"));
  const mounted =
    process.env["HARNESS_CATALOG_TEST_DISK"] !== "limit" &&
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
    alone: true,
    used,
    leave: (bytes) => resize(used() + bytes),
    makeRoom: () => resize(roomy),
    close: () => {
      execFileSync("umount", ["--lazy", dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function limitedFiles(dir: string): SmallDisk {
  const limit = (bytes: string) =>
    execFileSync("prlimit", [`--fsize=${bytes}:`, "--pid", String(process.pid)]);
  const used = () => Number(execFileSync("du", ["-sb", dir], { encoding: "utf8" }).split("\t")[0]);
  return {
    dir,
    alone: false,
    used,
    leave: (bytes) => limit(String(bytes)),
    makeRoom: () => limit("unlimited"),
    close: () => {
      limit("unlimited");
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
