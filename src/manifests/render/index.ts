/** From planned targets to the files of their folders. */
import { objectsIn } from "../documents";
import type { Naming } from "../layers/values";
import type { PlannedTarget } from "../plan";
import { metadataName, metadataText } from "../tree/metadata";
import type { FolderFiles } from "../tree/write";
import { buildLayouts } from "./kustomize";
import type { Layout } from "./layout";
import { fillIn } from "./standIns";
import { manifestHeader } from "./texts";

/** A target's folder as it ought to be. */
export interface RenderedTarget extends FolderFiles {
  readonly planned: PlannedTarget;
  /** Equal for targets whose manifests differ in nothing but the names of service and team. */
  readonly variant: string;
  /** Kubernetes objects with their lines in manifests.yaml. */
  readonly objects: () => { readonly line: number; readonly value: unknown }[];
}

/** Files that hold Kubernetes objects. */
export const manifestsName = "manifests.yaml";

/**
 * Renders targets; kustomize runs once for all that share a layout.
 * @param kustomize path of the program; asked for only when something is to be built
 * @param layers absolute path of the folder of all layers
 * @throws CatalogError MAN004, MAN005
 */
export async function renderTargets(
  kustomize: () => Promise<string>,
  layers: string,
  targets: readonly PlannedTarget[],
): Promise<RenderedTarget[]> {
  const builds = new Map<string, { layout: Layout; example: string }>();
  for (const { content, target } of targets) {
    if (content.kind !== "kustomize") continue;
    const key = keyOf(content.layout);
    if (!builds.has(key)) builds.set(key, { layout: content.layout, example: target.folder });
  }
  const program = builds.size === 0 ? "" : await kustomize();
  const outputs = await buildLayouts(program, layers, [...builds.values()]);
  const built = new Map([...builds.keys()].map((key, index) => [key, new LayoutOutput(outputs[index]!)]));
  return targets.map((planned) => rendered(planned, built));
}

function rendered(planned: PlannedTarget, built: ReadonlyMap<string, LayoutOutput>): RenderedTarget {
  const { target, content, layers, inputs } = planned;
  const output = content.kind === "kustomize" ? built.get(keyOf(content.layout))! : undefined;
  const header = manifestHeader(target.service.archetype);
  const fill = (text: string) => (content.kind === "kustomize" ? fillIn(text, content.naming) : text);
  const files =
    output === undefined ? content.files : { [manifestsName]: header + fill(output.text), ...content.files };
  const about = { service: target.service.name, environment: target.label, region: target.region };
  return {
    planned,
    variant: content.kind === "kustomize" ? variantOf(content.layout, content.naming) : target.folder,
    folder: target.folder,
    files: { ...files, [metadataName]: metadataText({ ...about, layers, inputs }, files) },
    objects: () => {
      const lines = header.split("\n").length - 1;
      return (output?.objects() ?? []).map(({ line, json }) => ({
        line: line + lines,
        value: JSON.parse(fill(json)) as unknown,
      }));
    },
  };
}

/** What kustomize gave for a layout; parsed once, however many targets have it. */
class LayoutOutput {
  #objects: { readonly line: number; readonly json: string }[] | undefined;

  constructor(readonly text: string) {}

  objects(): readonly { readonly line: number; readonly json: string }[] {
    this.#objects ??= objectsIn(this.text).map(({ line, value }) => ({ line, json: JSON.stringify(value) }));
    return this.#objects;
  }
}

function variantOf(layout: Layout, naming: Naming | undefined): string {
  return JSON.stringify([layout, { ...naming, name: "", team: "" }]);
}

function keyOf({ kustomization, values }: Layout): string {
  return `${kustomization}\n${values}`;
}
