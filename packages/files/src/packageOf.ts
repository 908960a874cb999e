import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { readTextFile } from "./plainFile";

/** What a manifest says of its package. */
export interface PackageName {
  readonly name: string;
  readonly version: string;
}

/** The package that a file belongs to, by the nearest manifest above it that has a name; undefined where there is none. */
export function packageOf(file: string): PackageName | undefined {
  let dir = realDirOf(file);
  for (; dir !== dirname(dir); dir = dirname(dir)) {
    const found = manifestIn(dir);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Programs are started by links, as in `node_modules/.bin`. */
function realDirOf(file: string): string {
  try {
    return dirname(realpathSync(file));
  } catch {
    return dirname(file);
  }
}

function manifestIn(dir: string): PackageName | undefined {
  try {
    const { name, version } = JSON.parse(readTextFile(join(dir, "package.json"))) as Partial<PackageName>;
    return name === undefined || version === undefined ? undefined : { name, version };
  } catch {
    return undefined;
  }
}
