import * as os from "node:os";
import * as path from "node:path";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { runForVersion, type Probe } from "./probe";

/** Milliseconds for the npm package's first run, which downloads the official release (about 100 MB). */
const DOWNLOAD_PATIENCE = 10 * 60_000;

/** Where the npm package `pulumi` (a launcher, not the SDK) keeps the release that belongs to it. */
export interface NpmEngine {
  readonly launcher: string;
  /** `<root>/bin/pulumi` is the real program once the launcher has run. */
  readonly root: string;
  /** The version it stands for, `v3.276.0`. */
  readonly version: string;
}

/** Finds the npm package `pulumi` in the node_modules of `from` or above; undefined when it is not installed. */
export function findNpmEngine(from: string, env: NodeJS.ProcessEnv): NpmEngine | undefined {
  let manifest: string;
  try {
    manifest = require.resolve("pulumi/package.json", { paths: [from] });
  } catch {
    return undefined;
  }
  const { version } = JSON.parse(readTextFile(manifest)) as { version: string };
  const home = env.PULUMI_HOME ?? path.join(env.HOME ?? os.homedir(), ".pulumi");
  // lib/cache.js of the package: <home>/versions/<version>, the folder the Automation API installs to as well.
  const wanted = env.PULUMI_VERSION ?? version;
  const root = path.join(home, "versions", wanted);
  return {
    launcher: path.join(path.dirname(manifest), "run.js"),
    root,
    version: `v${wanted.replace(/^v/, "")}`,
  };
}

/** Runs the launcher once, so that it downloads the release it stands for. */
export function runLauncher(engine: NpmEngine, env: NodeJS.ProcessEnv): Promise<Probe> {
  return runForVersion(process.execPath, [engine.launcher, "version"], env, DOWNLOAD_PATIENCE);
}
