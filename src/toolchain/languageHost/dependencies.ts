import * as fs from "node:fs";
import * as path from "node:path";
import { readTextFile } from "@harness-catalog/files/plainFile";

/** The `pulumi` section of the package.json of a Pulumi SDK: which plugin the engine needs for its resources. */
export interface PluginSection {
  readonly resource?: boolean;
  readonly name?: string;
  readonly version?: string;
  readonly server?: string;
  readonly parameterization?: { readonly name?: string; readonly version?: string; readonly value?: string };
}

/** The parts of a package.json that matter here. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly pulumi?: PluginSection;
}

/** A package as it is installed. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  readonly manifest: Manifest;
}

/**
 * The packages a program depends on, as installed: those its package.json names, and with `transitive` what they
 * depend on in turn. Sorted by name; a package that is not installed is left out.
 */
export function installedDependencies(programDirectory: string, transitive: boolean): Installed[] {
  const root = findUp(programDirectory, "package.json");
  if (root === undefined) return [];
  const found = new Map<string, Installed>();
  const own = readManifest(root);
  const queue = namesOf({ ...own.dependencies, ...own.devDependencies }, path.dirname(root));
  for (const { name, from } of queue) {
    const file = findUp(from, path.join("node_modules", name, "package.json"));
    const folder = file === undefined ? undefined : fs.realpathSync(path.dirname(file));
    if (folder === undefined || found.has(folder)) continue;
    const manifest = readManifest(path.join(folder, "package.json"));
    found.set(folder, { name, version: manifest.version ?? "", manifest });
    if (transitive) queue.push(...namesOf(manifest.dependencies ?? {}, folder));
  }
  return [...found.values()].sort(
    (a, b) => a.name.localeCompare(b.name, "en") || a.version.localeCompare(b.version),
  );
}

function namesOf(
  dependencies: Readonly<Record<string, string>>,
  from: string,
): { name: string; from: string }[] {
  return Object.keys(dependencies).map((name) => ({ name, from }));
}

function findUp(folder: string, relative: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, relative);
    if (fs.existsSync(file)) return file;
    if (path.dirname(at) === at) return undefined;
  }
}

function readManifest(file: string): Manifest {
  return JSON.parse(readTextFile(file)) as Manifest;
}
