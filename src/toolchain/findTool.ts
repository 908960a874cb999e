import * as path from "node:path";
import { problem } from "@harness-catalog/problems";
import { build } from "./build";
import { cacheFolder, programIn, toolRoot, withCacheProblems } from "./cache";
import { systemClock, type Clock } from "./clock";
import { rootOf } from "./linkedRoot";
import { withLock } from "./lock";
import { findNpmEngine, runLauncher } from "./npmEngine";
import { probe } from "./probe";
import { withProgress } from "./progress";
import { packageRoot } from "../paths/packageRoot";
import { takesInstalled, toolsVariable, worthOf } from "./pins";
import { isExecutable, onPath } from "./searchPath";
import { specOf, type ToolName } from "./tools";

/** A tool that has just answered when asked for its version. */
export interface Tool {
  readonly name: ToolName;
  /** Absolute path of the program. */
  readonly command: string;
  /** A folder in which `bin/<name>` is the program. */
  readonly root: string;
  /** `v3.276.0` */
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

type Search = Required<FindOptions> & {
  readonly name: ToolName;
  /** Whether any version that serves is taken from PATH and npm, not the pinned one only. */
  readonly installed: boolean;
  /** Programs that would serve and are not the pinned version, with that version. Told before a build only. */
  readonly others: string[];
};

/**
 * Finds a tool in the pinned version, in this order: on PATH; for Pulumi the npm package `pulumi`; in the cache; built from
 * its Go module into the cache. With HARNESS_CATALOG_TOOLS another version on PATH or of npm is taken as well, so that what
 * judges and applies a change is the same everywhere unless somebody asks for something else. A candidate that does not run,
 * tells no version or is too old is passed over with a message. Throws TOOL001 (none, and no Go), TOOL002 or TOOL003 (the
 * build failed), TOOL004 (cache not writable), TOOL005 (the variable names no tool).
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
  const env = options.env ?? process.env;
  return {
    name,
    env,
    installed: takesInstalled(name, env),
    others: [],
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
    if (!download || !isWanted(engine.version, "the npm package pulumi", search)) return undefined;
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
  const { name, env, clock, onProgress, others } = search;
  const spec = specOf(name);
  const [go] = onPath("go", env);
  const ask = `${toolsVariable}=${name} takes it`;
  if (go === undefined) {
    const cure = `install ${name} ${spec.version} from ${spec.site}, or Go 1.26 or newer from https://go.dev/dl`;
    throw problem(
      "TOOL001",
      `${spec.title} ${spec.version} is not found on PATH or in ${cacheFolder(env)}, and there is no Go to build it with`,
      others[0] === undefined ? cure : `${cure}; there is ${others[0]}: ${ask}`,
    );
  }
  for (const other of others) onProgress(`${other} is not used: pinned is ${spec.version}; ${ask}`);
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

/** The program as a tool, when it runs and is of a version that is wanted; else keeps or says why not. */
async function usable(command: string, origin: Tool["origin"], search: Search): Promise<Tool | undefined> {
  const { name, env, onProgress } = search;
  const answer = await probe(command, name, env);
  if (!answer.ok) {
    onProgress(`${command} is not used: ${answer.reason}`);
    return undefined;
  }
  if (!isWanted(answer.version, command, search)) return undefined;
  return { name, command, root: path.dirname(path.dirname(command)), version: answer.version, origin };
}

function isWanted(version: string, what: string, { name, installed, others, onProgress }: Search): boolean {
  const worth = worthOf(name, version);
  if (worth === "pinned" || (worth === "usable" && installed)) return true;
  if (worth === "usable") others.push(`${what} ${version}`);
  else {
    const wanted = `${specOf(name).minimum} or newer of that major version`;
    onProgress(`${what} is not used: it is ${version}, needed is ${wanted}`);
  }
  return false;
}
