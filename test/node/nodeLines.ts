/** The lines of Node.js of `scripts/nodeReleases.js`. */
import { createRequire } from "node:module";
import * as path from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";

const load = createRequire(__filename);
const script = (name: string): unknown => load(path.join(packageRoot(), "scripts", name));

/** Installs a line of Node.js or a release into the cache where it is missing. @returns the path of its `node` */
export type EnsureNode = (line: string, env: NodeJS.ProcessEnv, say: (text: string) => void) => string;

export const { nodeReleases, packageFor, ensureNode } = script("nodeReleases.js") as {
  /** Line, `22`, to release, `22.23.2`. */
  readonly nodeReleases: Readonly<Record<string, string>>;
  readonly packageFor: (platform: string, arch: string) => string;
  readonly ensureNode: EnsureNode;
};

export const { environmentOn } = script("onNode.js") as {
  readonly environmentOn: (program: string, env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;
};
