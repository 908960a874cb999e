/** Which layers a target is made of, in which order. */
import { componentsOf, strategyOf } from "../../catalog/effective";
import type { Catalog } from "../../catalog/model";
import { didYouMean } from "@harness-catalog/problems/suggest";
import type { Fault } from "../fault";
import type { Target } from "../targets";
import { valuesLayer, type Layer, type LayerLibrary } from "./read";

/** Layers in the order in which they apply, or what is wrong with them. The first one is the archetype's. */
export interface Choice {
  readonly layers: readonly Layer[];
  readonly faults: readonly Fault[];
}

/**
 * The archetype; the parts that it and the components ask for; the components; then strategy, environment and region where
 * they have a layer; last the values.
 */
export function chooseLayers(catalog: Catalog, target: Target, library: LayerLibrary): Choice {
  const { service, environment, region } = target;
  const faults: Fault[] = [];
  const base = archetypeLayer(target, library, faults);
  const components = componentsOf(catalog, service).flatMap((name) =>
    componentLayer(name, target, library, faults),
  );
  const optional = [
    `strategies/${strategyOf(catalog, service, environment)}`,
    `environments/${environment}`,
    `regions/${region}`,
  ].flatMap((path) => library.layers.get(path) ?? []);
  const last = library.layers.get(valuesLayer)!;
  const asking = [...base, ...components, ...optional];
  const parts = partsOf(asking, target, library, faults);
  return { layers: [...base, ...parts, ...components, ...optional, last], faults };
}

function archetypeLayer({ service }: Target, library: LayerLibrary, faults: Fault[]): Layer[] {
  const path = `archetypes/${service.archetype}`;
  const layer = library.layers.get(path);
  if (layer !== undefined) return [layer];
  const at = { in: "service", service: service.name, path: ["archetype"] } as const;
  faults.push({
    code: "MAN001",
    message: `archetype ${service.archetype} has no folder ${path} with a kustomization.yaml`,
    hint: "restore the folder from Git",
    at,
  });
  return [];
}

function componentLayer(name: string, { service }: Target, library: LayerLibrary, faults: Fault[]): Layer[] {
  const path = `components/${name}`;
  const layer = library.layers.get(path);
  if (layer === undefined) {
    const known = [...library.layers.keys()].flatMap((key) => /^components\/(.*)/.exec(key)?.[1] ?? []);
    const cure = `add templates/manifests/${path}/kustomization.yaml of kind Component, or remove the component`;
    faults.push({
      code: "MAN001",
      message: `component ${name} has no folder ${path} with a kustomization.yaml`,
      hint: didYouMean(name, known, cure),
      at: { in: "platform", path: ["components", name] },
    });
    return [];
  }
  if (layer.archetypes !== undefined && !layer.archetypes.includes(service.archetype)) {
    const own = service.components.indexOf(name);
    faults.push({
      code: "MAN002",
      message: `component ${name} is for ${layer.archetypes.join(", ")}, ${service.name} is of archetype ${service.archetype}`,
      hint:
        own >= 0
          ? "remove the component"
          : `take it out of the profile ${service.profile}, or use another one`,
      at: {
        in: "service",
        service: service.name,
        path: own >= 0 ? ["components", own] : ["profile"],
      },
    });
  }
  return [layer];
}

function partsOf(
  asking: readonly Layer[],
  { service }: Target,
  library: LayerLibrary,
  faults: Fault[],
): Layer[] {
  const wanted = new Map(asking.flatMap((layer) => layer.parts.map((part) => [part, layer] as const)));
  return [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([part, by]) => {
      const layer = library.layers.get(`parts/${part}`);
      if (layer !== undefined) return [layer];
      faults.push({
        code: "MAN001",
        message: `${by.path} asks for the part ${part}, which has no folder parts/${part}`,
        hint: "correct the annotation harness-catalog/parts, or add the folder",
        at: { in: "service", service: service.name, path: [] },
      });
      return [];
    });
}
