/** What every target's files follow from, before anything is built. */
import type { CatalogFile } from "../catalog/load";
import type { Catalog } from "../catalog/model";
import { digest } from "./digest";
import { refuseFaults, type Fault } from "./fault";
import { chooseLayers } from "./layers/choose";
import type { LayerLibrary } from "./layers/read";
import { missingValues, valuesOf, type Naming } from "./layers/values";
import { ecsFiles } from "./render/ecs";
import { layoutOf, type Layout } from "./render/layout";
import { layoutNaming, realNaming } from "./render/standIns";
import { manifestHeader, valuesFile } from "./render/texts";
import { targetsOf, type Target } from "./targets";

/** A target that is known to have all its layers and values. */
export interface PlannedTarget {
  readonly target: Target;
  /** Paths of its layers, in order. */
  readonly layers: readonly string[];
  /** SHA-256 of all that its files follow from. */
  readonly inputs: string;
  readonly content: Content;
}

/** Built by kustomize, or complete. */
export type Content =
  | {
      readonly kind: "kustomize";
      readonly layout: Layout;
      /** What takes the place of the stand-ins in its output; undefined when it has none. */
      readonly naming: Naming | undefined;
      readonly files: Readonly<Record<string, string>>;
    }
  | { readonly kind: "complete"; readonly files: Readonly<Record<string, string>> };

/** Part of every digest: another number makes everything anew, for when this code writes the same inputs in another way. */
const format = 1;

/**
 * Plans every target of the catalog.
 * @param files texts of the catalog, to say where a problem comes from
 * @throws CatalogError MAN001 to MAN003 with every problem at once
 */
export function planTargets(
  catalog: Catalog,
  library: LayerLibrary,
  files: readonly CatalogFile[],
): PlannedTarget[] {
  const faults: Fault[] = [];
  const planned = targetsOf(catalog).map((target) =>
    target.service.target === "ecs"
      ? ecsTarget(catalog, target, faults)
      : kubernetesTarget(catalog, target, library, faults),
  );
  refuseFaults(faults, files);
  return planned;
}

function ecsTarget(catalog: Catalog, target: Target, faults: Fault[]): PlannedTarget {
  const { files, faults: found } = ecsFiles(catalog, target);
  faults.push(...found);
  const inputs = digest(JSON.stringify([format, files]));
  return { target, layers: [], inputs, content: { kind: "complete", files } };
}

function kubernetesTarget(
  catalog: Catalog,
  target: Target,
  library: LayerLibrary,
  faults: Fault[],
): PlannedTarget {
  const { service } = target;
  const { layers, faults: found } = chooseLayers(catalog, target, library);
  const naming = realNaming(catalog, target);
  faults.push(...found, ...missingValues(layers, valuesOf(catalog, target, naming), target));
  const texts = JSON.stringify([service.env, service.healthPath, catalog.platform.ingress]);
  const standIns = layoutNaming(naming, texts);
  const layout = layoutOf(catalog, target, layers, standIns ?? naming);
  const files = { "values.yaml": valuesFile(service.archetype) };
  const inputs = digest(
    JSON.stringify([
      format,
      naming,
      layout,
      layers.map((layer) => layer.digest),
      library.shared,
      manifestHeader(service.archetype),
      files,
    ]),
  );
  const content = {
    kind: "kustomize",
    layout,
    naming: standIns === undefined ? undefined : naming,
    files,
  } as const;
  return { target, layers: layers.map(({ path }) => path), inputs, content };
}
