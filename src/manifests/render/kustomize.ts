/** Runs the real kustomize on layouts. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { problem } from "@harness-catalog/problems";
import { inParallel } from "../parallel";
import { layersMark, type Layout } from "./layout";

/** A layout with a target that uses it, to name in a message. */
export interface Build {
  readonly layout: Layout;
  readonly example: string;
}

/** Most bytes that one target may have. */
const mostOutput = 16 * 1024 * 1024;

/**
 * What kustomize makes of each layout, in the same order. A few processes at a time.
 * @param kustomize path of the program
 * @param layers absolute path of the folder of all layers
 * @throws CatalogError MAN005 with kustomize's words, MAN004 when it cannot be started
 */
export async function buildLayouts(
  kustomize: string,
  layers: string,
  builds: readonly Build[],
): Promise<string[]> {
  if (builds.length === 0) return [];
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "harness-catalog-kustomize-")));
  try {
    return await inParallel(availableParallelism(), builds, (build, index) =>
      buildOne(kustomize, realpathSync(layers), build, join(folder, String(index))),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The kustomization with the folder of the layers in the paths that begin with its mark, and nowhere else. */
export function placed(kustomization: string, prefix: string): string {
  const { resources, components, ...rest } = JSON.parse(kustomization) as Record<string, string[]>;
  const paths = (list: readonly string[] = []) =>
    list.map((path) => (path.startsWith(layersMark) ? prefix + path.slice(layersMark.length) : path));
  return JSON.stringify({ ...rest, resources: paths(resources), components: paths(components) });
}

/** Kustomize takes no absolute paths. */
async function buildOne(
  kustomize: string,
  layers: string,
  { layout, example }: Build,
  folder: string,
): Promise<string> {
  mkdirSync(folder);
  const prefix = `${relative(folder, layers).split(sep).join("/")}/`;
  writeFileSync(join(folder, "kustomization.yaml"), placed(layout.kustomization, prefix));
  writeFileSync(join(folder, "values.yaml"), layout.values);
  return new Promise((resolve, reject) => {
    execFile(kustomize, ["build", folder], { maxBuffer: mostOutput }, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (stderr === "") {
        return reject(
          problem("MAN004", `kustomize cannot be run: ${error.message}`, "run `harness-catalog doctor`"),
        );
      }
      const words = stderr
        .trim()
        .replaceAll(`${layers}/`, "")
        .replaceAll(folder, "")
        .replace(/^Error: /, "");
      reject(problem("MAN005", `${example}: ${words}`, "correct the layer it names, in templates/manifests"));
    });
  });
}
