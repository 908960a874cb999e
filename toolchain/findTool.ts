import * as path from "node:path";
import { problem } from "../errors";
import { build } from "./build";
import { cacheFolder, programIn, toolRoot, withCacheProblems } from "./cache";
import { systemClock, type Clock } from "./clock";
import { rootOf } from "./linkedRoot";
import { withLock } from "./lock";
import { findNpmEngine, runLauncher } from "./npmEngine";
import { probe } from "./probe";
import { withProgress } from "./progress";
import { packageRoot } from "../paths/packageRoot";
import { isExecutable, onPath } from "./searchPath";
import { specOf, type ToolName } from "./tools";
import { isUsable } from "./version";

/** A tool that has just answered when asked for its version. */
export interface Tool {
  readonly name: ToolName;
  /** Absolute path of the program. */
  readonly command: string;
  /** A folder in which `bin/<name>` is the program. */
  readonly root: string;
  /** `v3.256.0` */
  readonly version: string;
  /** Where it comes from; `built` means just now, `cache` means built by an earlier run. */
  readonly origin: "path" | "npm" | "cache" | "built";
}

/** How to look for a tool. Every part has a default. */
export interface FindOptions {
  /** Environment that is searched (PATH, HOME, HARNESS_CATALOG_CACHE, …) and handed to what is run. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Called with one line when something takes long or a candidate is passed over. */
  readonly onProgress?: (message: string) => void;
  /** The folder whose node_modules may hold the npm package `pulumi`. Default: the project's. */
  readonly npmFrom?: string;
  readonly clock?: Clock;
}

type Search = Required<FindOptions> & { readonly name: ToolName };

/**
 * Finds a tool, in this order: on PATH; for Pulumi the npm package `pulumi`; in the cache; built from its Go
 * module into the cache. A candidate that does not run, tells no version or is too old is passed over with a
 * message. Throws TOOL001 (none, and no Go), TOOL002 or TOOL003 (the build failed), TOOL004 (cache not writable).
 */
export async function findTool(name: ToolName, options: FindOptions = {}): Promise<Tool> {
  const search = searchOf(name, options);
  return withCacheProblems(search.env, async () => {
    const found = (await fromPath(search)) ?? (await fromNpm(search, true)) ?? (await fromCache(search));
    return found ?? built(search);
  });
}

/** The tool that {@link findTool} would find on this machine as it is, without a download or a build; else undefined. */
export async function locateTool(name: ToolName, options: FindOptions = {}): Promise<Tool | undefined> {
  const search = searchOf(name, options);
  return withCacheProblems(search.env, async () => {
    return (await fromPath(search)) ?? (await fromNpm(search, false)) ?? (await fromCache(search));
  });
}

function searchOf(name: ToolName, options: FindOptions): Search {
  return {
    name,
    env: options.env ?? process.env,
    onProgress: options.onProgress ?? (() => undefined),
    npmFrom: options.npmFrom ?? packageRoot(),
    clock: options.clock ?? systemClock,
  };
}

async function fromPath(search: Search): Promise<Tool | undefined> {
  for (const command of onPath(search.name, search.env)) {
    const tool = await usable(command, "path", search);
    if (tool !== undefined) return { ...tool, root: rootOf(command, search.name, search.env) };
  }
  return undefined;
}

async function fromNpm(search: Search, download: boolean): Promise<Tool | undefined> {
  const { env, name, onProgress, clock, npmFrom } = search;
  const engine = name === "pulumi" ? findNpmEngine(npmFrom, env) : undefined;
  if (engine === undefined) return undefined;
  const command = programIn(engine.root, name);
  if (!isExecutable(command)) {
    if (!download) return undefined;
    const what = "downloading the Pulumi release of the npm package pulumi";
    const answer = await withProgress(what, clock, onProgress, () => runLauncher(engine, env));
    if (!answer.ok) {
      onProgress(`the npm package pulumi is not used: ${answer.reason}`);
      return undefined;
    }
  }
  return usable(command, "npm", search);
}

async function fromCache(search: Search): Promise<Tool | undefined> {
  const command = programIn(toolRoot(search.env, search.name), search.name);
  return isExecutable(command) ? usable(command, "cache", search) : undefined;
}

async function built(search: Search): Promise<Tool> {
  const { name, env, clock, onProgress } = search;
  const spec = specOf(name);
  const [go] = onPath("go", env);
  if (go === undefined) {
    throw problem(
      "TOOL001",
      `${spec.title} is not found on PATH or in ${cacheFolder(env)}, and there is no Go to build it with`,
      `install ${name} ${spec.minimum} or newer from ${spec.site}, or Go 1.25 or newer from https://go.dev/dl`,
    );
  }
  const root = toolRoot(env, name);
  const what = `building ${spec.title} from Go modules, takes about ${spec.buildTime} the first time`;
  return withProgress(what, clock, onProgress, () =>
    withLock(path.join(root, "building.lock"), clock, async () => {
      const byAnother = await fromCache(search);
      if (byAnother !== undefined) return byAnother;
      await build(name, go, root, env);
      return { name, command: programIn(root, name), root, version: spec.version, origin: "built" };
    }),
  );
}

/** The program as a tool, when it runs and is of a version that serves; else says why not. */
async function usable(command: string, origin: Tool["origin"], search: Search): Promise<Tool | undefined> {
  const { name, env, onProgress } = search;
  const { minimum } = specOf(name);
  const answer = await probe(command, name, env);
  if (answer.ok && isUsable(answer.version, minimum)) {
    return { name, command, root: path.dirname(path.dirname(command)), version: answer.version, origin };
  }
  const wanted = `${minimum} or newer of that major version`;
  const why = answer.ok ? `it is ${answer.version}, needed is ${wanted}` : answer.reason;
  onProgress(`${command} is not used: ${why}`);
  return undefined;
}
