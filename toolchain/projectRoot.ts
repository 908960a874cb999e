import * as fs from "node:fs";
import * as path from "node:path";

/**
 * The project's folder: the nearest one above this file that holds a package.json. The code runs from `dist/`,
 * while the pins of the tools (`toolchain/<name>/go.mod`) stay in the source tree.
 */
export function projectRoot(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no package.json in any folder above ${__dirname}`);
    folder = parent;
  }
  return folder;
}
