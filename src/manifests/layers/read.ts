/** Reads the kustomize layers: folders of `templates/manifests` that hold a kustomization.yaml. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { readYaml } from "@harness-catalog/located-yaml/readYaml";
import { problem } from "@harness-catalog/problems";
import { packageRoot } from "../../paths/packageRoot";
import { mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";
import { digest } from "../digest";

/** One folder that kustomize can take as a resource or a component. */
export interface Layer {
  /** Below the root of all layers: `components/ingress`. */
  readonly path: string;
  /** Archetypes it is for; undefined: all. */
  readonly archetypes: readonly string[] | undefined;
  /** Layers of `parts/` that must come before it, by their name there. */
  readonly parts: readonly string[];
  /** Names of the values that it reads from the ConfigMap `app-values`. */
  readonly values: readonly string[];
  /** Of all its files. */
  readonly digest: string;
}

/** All layers. */
export interface LayerLibrary {
  /** Absolute path. */
  readonly root: string;
  readonly layers: ReadonlyMap<string, Layer>;
  /** Of `parts/` and `values/`, which any layer may build on. */
  readonly shared: string;
}

/** The layers of this repository. */
export const ownLayers = (): string => join(packageRoot(), "templates", "manifests");

/** Folders whose sub-folders are layers. */
const families = ["archetypes", "parts", "components", "strategies", "environments", "regions"] as const;

/** The last layer of every target. */
export const valuesLayer = "values";

/**
 * Reads every layer below a folder.
 * @throws CatalogError MAN004 for a folder or file that cannot be read, and a kustomization that is no YAML
 */
export function readLayers(root: string = ownLayers()): LayerLibrary {
  const paths = [...families.flatMap((family) => subFolders(root, family)), valuesLayer];
  const layers = new Map(paths.map((path) => [path, readLayer(root, path)]));
  const shared = [...layers.values()].filter(({ path }) => path.startsWith("parts/") || path === valuesLayer);
  return { root, layers, shared: digest(shared.map((layer) => layer.digest).join()) };
}

function subFolders(root: string, family: string): string[] {
  const folder = join(root, family);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "kustomization.yaml")))
    .map(({ name }) => `${family}/${name}`)
    .sort();
}

function readLayer(root: string, path: string): Layer {
  const files = filesBelow(join(root, path)).map((name) => ({ name, text: read(join(root, path, name)) }));
  const own = files.find(({ name }) => name === "kustomization.yaml");
  if (own === undefined) {
    throw problem(
      "MAN004",
      `${path} has no kustomization.yaml`,
      "restore it from Git",
      start(join(root, path)),
    );
  }
  const annotations = annotationsOf(join(root, path, own.name), own.text);
  const archetypes = words(annotations["harness-catalog/archetypes"]);
  const read_ = files.flatMap(({ text }) =>
    [...text.matchAll(/\bdata\.(\w+)\s*$/gm)].map(([, name]) => name!),
  );
  return {
    path,
    archetypes: archetypes.length === 0 ? undefined : archetypes,
    parts: words(annotations["harness-catalog/parts"]),
    values: [...new Set(read_)].sort(),
    digest: digest(JSON.stringify(files)),
  };
}

function annotationsOf(file: string, text: string): Readonly<Record<string, unknown>> {
  const read = readYaml(text);
  if (read.wrong !== undefined)
    throw problem("MAN004", read.wrong.message, read.wrong.hint, placeOf(file, text, read.wrong.offset));
  const value = read.value as { metadata?: { annotations?: Record<string, unknown> } } | null;
  return value?.metadata?.annotations ?? {};
}

function words(value: unknown): string[] {
  return typeof value !== "string" ? [] : value.split(",").map((word) => word.trim());
}

/** Every name that is no folder: kustomize would wait for good for a pipe that a layer names. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !isFolder(join(folder, name)))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
}

/** What cannot be looked at cannot be read either, and that says why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function read(file: string): string {
  try {
    return readTextFile(file, mostYamlBytes);
  } catch (error) {
    throw problem("MAN004", (error as Error).message, "restore it from Git", start(file));
  }
}

function start(file: string) {
  return { file, line: 1, column: 1 };
}

function placeOf(file: string, text: string, offset: number) {
  const before = text.slice(0, offset).split("\n");
  return { file, line: before.length, column: before.at(-1)!.length + 1 };
}
