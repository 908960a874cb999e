import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { replaceFileBy } from "@harness-catalog/files/replaceFile";
import { cacheFolder, programIn } from "./cache";
import type { ToolName } from "./tools";

/**
 * A folder in which `bin/<name>` is the given program: the one above its `bin`, or, for a program that lies
 * elsewhere, a folder in the cache that links to it. The Automation API accepts an engine only in that form.
 */
export function rootOf(command: string, name: ToolName, env: NodeJS.ProcessEnv): string {
  const folder = path.dirname(command);
  if (path.basename(folder) === "bin" && path.basename(command) === name) return path.dirname(folder);
  const key = createHash("sha256").update(command).digest("hex").slice(0, 12);
  const root = path.join(cacheFolder(env), "links", key);
  const link = programIn(root, name);
  if (fs.existsSync(link)) return root;
  fs.mkdirSync(path.dirname(link), { recursive: true });
  replaceFileBy(link, (unfinished) => fs.symlinkSync(command, unfinished));
  return root;
}
