import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readTextFile } from "@harness-catalog/files/plainFile";

/**
 * Folder of this package, wherever the compiled code lies below it: data files such as the policies stay in place.
 * @throws Error when the code was copied out of its package
 */
export function packageRoot(from: string = __dirname): string {
  for (let dir = from; dir !== dirname(dir); dir = dirname(dir)) {
    if (isThisPackage(join(dir, "package.json"))) return dir;
  }
  throw new Error(`no package.json of harness-catalog above ${from}`);
}

function isThisPackage(manifest: string): boolean {
  if (!existsSync(manifest)) return false;
  return (JSON.parse(readTextFile(manifest)) as { name?: string }).name === "harness-catalog";
}
