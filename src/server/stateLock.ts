/** One server per state folder: two would write the same files. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { problem } from "@harness-catalog/problems";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { processLives } from "@harness-catalog/files/processLives";

/**
 * Takes a folder. What a process that is gone has left is taken over.
 * @returns gives it back
 * @throws CatalogError SRV019 while another process has it
 */
export function lockState(folder: string): () => void {
  const file = join(folder, "lock");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holder = holderOf(file);
  if (holder !== undefined && holder !== process.pid && processLives(holder))
    throw problem(
      "SRV019",
      `${folder} is used by process ${holder}`,
      "stop it, or choose another folder with --state",
    );
  rmSync(file, { force: true });
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
  } catch {
    throw problem("SRV019", `${folder} has just been taken by another process`, "stop one of the two");
  }
  return () => rmSync(file, { force: true });
}

function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readTextFile(file).trim());
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
