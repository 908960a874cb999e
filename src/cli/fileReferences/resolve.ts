/** What a path means where a stage runs, and whether that is a file that is there. Pure. */
import { posix } from "node:path";
import type { PlaceNames } from "./model";

/** Paths of generated files, and of others that are there. */
export interface KnownFiles {
  /** Folder of all generated files, from the top of the repository. */
  readonly root: string;
  /** Every generated file and every folder that holds one, from the top of the repository. */
  readonly generated: ReadonlySet<string>;
  /** Whether a file that nobody generates is there all the same. */
  readonly isThere: (path: string) => boolean;
}

/** Expressions that are known before a run (developer.harness.io, "Built-in variables"). */
const expressions: Readonly<Record<string, keyof PlaceNames>> = {
  "env.name": "environment",
  "infra.name": "infrastructure",
  "service.name": "service",
};

/** A path with its expressions filled in; undefined when one of them is known only in a run. */
export function filledIn(path: string, names: PlaceNames): string | undefined {
  const filled = path.replace(/<\+([\w.]+)>/g, (whole: string, expression: string) => {
    const name = expressions[expression];
    return name === undefined ? whole : names[name];
  });
  return filled.includes("<+") ? undefined : posix.normalize(filled).replace(/^\/+|\/+$/g, "");
}

/** The path of a reference from the top of the repository, below what the service names; a single file names its folder. */
export function belowService(manifests: string, file: string): string {
  const folder = /\.(ya?ml|json|tpl)$/.test(manifests) ? posix.dirname(manifests) : manifests;
  return posix.normalize(posix.join(folder, file));
}

/**
 * Whether a path is that of a file or of a folder with files. What lies outside of the generated files is not known here,
 * and never wrong.
 */
export function isKnown(path: string, { root, generated, isThere }: KnownFiles): boolean {
  const inside = path === root || path.startsWith(`${root}/`);
  return !inside || generated.has(path) || isThere(path);
}

/** Files with all folders above them. */
export function withFolders(files: readonly string[]): Set<string> {
  const all = new Set<string>();
  for (const file of files) {
    for (let path = file; path !== "." && path !== "/" && !all.has(path); path = posix.dirname(path))
      all.add(path);
  }
  return all;
}
