/** How far the fleet is apart: which template versions are in use, by how many services and in which rings. */
import { ringOf, ringsOf, versionInRing } from "../catalog/library/rings";
import type { Catalog } from "../catalog/model";
import { linksIn } from "harness-simulate/expand/links";
import { ofKind, type Plan } from "./model";
import { parse } from "yaml";

/** One version of a template and who uses it. */
export interface VersionUse {
  readonly template: string;
  readonly version: string;
  /** Rings in which the version is chosen. */
  readonly rings: readonly string[];
  /** Services whose pipelines link the version, sorted. */
  readonly services: readonly string[];
  /** Other templates that link it, as `identifier@version`. */
  readonly templates: readonly string[];
  /** True: a newer version is in the library. */
  readonly behind: boolean;
}

/** Uses of every version in the library, by template and version. */
export function versionUses(catalog: Catalog, plan: Plan): VersionUse[] {
  const rings = ringsOf(catalog.platform);
  const links = pipelineLinks(catalog, plan);
  const all = [...catalog.library.values()].flat();
  return all.map(({ identifier, label }) => {
    const newest = catalog.library.get(identifier)?.at(-1)?.label;
    return {
      template: identifier,
      version: label,
      rings: rings
        .map(({ name }) => name)
        .filter((ring) => versionInRing(catalog, identifier, ring) === label),
      services: links.get(`${identifier}@${label}`) ?? [],
      templates: all
        .filter(({ spec }) =>
          linksIn(spec).some((link) => link.templateRef === identifier && link.versionLabel === label),
        )
        .map((version) => `${version.identifier}@${version.label}`),
      behind: label !== newest,
    };
  });
}

/** Services by ring, in the order of the rings. */
export function servicesByRing({ platform, services }: Catalog): { ring: string; services: string[] }[] {
  return ringsOf(platform).map(({ name }) => ({
    ring: name,
    services: services.filter((service) => ringOf(platform, service) === name).map((service) => service.name),
  }));
}

/** `identifier@version` → names of the services whose pipelines link it. */
function pipelineLinks({ services }: Catalog, plan: Plan): Map<string, string[]> {
  const links = new Map<string, string[]>();
  const names = new Map(services.map((service) => [service.previousName ?? service.name, service.name]));
  for (const unit of plan.units.filter(({ component }) => component === "ServiceDelivery")) {
    const [pipeline] = ofKind(unit.objects, "pipeline");
    const found = linksIn(parse(String(pipeline?.inputs.yaml)));
    for (const key of new Set(found.map(({ templateRef, versionLabel }) => `${templateRef}@${versionLabel}`)))
      links.set(key, [...(links.get(key) ?? []), names.get(unit.name) ?? unit.name].sort());
  }
  return links;
}
