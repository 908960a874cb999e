import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Every executable of that name on PATH, first match first. `node_modules/.bin` is passed over: what npm puts
 * there is a launcher and not the tool (the npm package `pulumi` has a step of its own).
 */
export function onPath(name: string, env: NodeJS.ProcessEnv): string[] {
  const folders = (env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders
    .filter((folder) => !folder.endsWith(path.join("node_modules", ".bin")))
    .map((folder) => path.join(folder, name))
    .filter(isExecutable);
}

/** True for a regular file that this user may run. */
export function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
