import * as os from "node:os";
import * as path from "node:path";
import { problem } from "@harness-catalog/problems";
import { specOf, type ToolName } from "./tools";

/**
 * The folder that keeps built tools between runs and between clones: HARNESS_CATALOG_CACHE, else
 * `$XDG_CACHE_HOME/harness-catalog`, else `~/.cache/harness-catalog`. Relative values of XDG_CACHE_HOME are
 * ignored, as the XDG Base Directory Specification asks.
 */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const own = env.HARNESS_CATALOG_CACHE;
  if (own !== undefined && own !== "") return path.resolve(own);
  const xdg = env.XDG_CACHE_HOME;
  if (xdg !== undefined && path.isAbsolute(xdg)) return path.join(xdg, "harness-catalog");
  return path.join(env.HOME ?? os.homedir(), ".cache", "harness-catalog");
}

/** The root of one pinned tool, `<cache>/tools/pulumi-v3.276.0`. A new pin is a new folder, so both can be in use. */
export function toolRoot(env: NodeJS.ProcessEnv, name: ToolName): string {
  return path.join(cacheFolder(env), "tools", `${name}-${specOf(name).version}`);
}

/** The program inside the root of a tool: `<root>/bin/<name>`, the place where the Automation API looks. */
export function programIn(root: string, name: ToolName): string {
  return path.join(root, "bin", name);
}

/** Runs `work`; when the file system refuses it, throws TOOL004, which tells how to choose another cache folder. */
export async function withCacheProblems<T>(env: NodeJS.ProcessEnv, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!REFUSALS.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    throw problem(
      "TOOL004",
      `the cache folder ${cacheFolder(env)} cannot be used: ${(error as Error).message}`,
      "set HARNESS_CATALOG_CACHE to a folder that can be written and has 300 MB to spare",
    );
  }
}

const REFUSALS: ReadonlySet<string> = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOSPC",
  "EDQUOT",
  "ENOTDIR",
  "EEXIST",
]);
