/** Which version of a template a service gets: rings move to a new version one after the other. */
import { problem } from "@harness-catalog/problems";
import type { Platform, Ring } from "../schema/platform";
import type { Service } from "../schema/service";
import type { TemplateLibrary } from "./model";

/** The rings of a platform in order; one that holds everybody when the platform names none. */
export function ringsOf({ rings }: Pick<Platform, "rings">): readonly Ring[] {
  return rings.length === 0 ? [{ name: "fleet" }] : rings;
}

/** The name of the first ring that names the service or its team, or that names nobody and so takes everybody left. */
export function ringOf(platform: Pick<Platform, "rings">, service: Pick<Service, "name" | "team">): string {
  const rings = ringsOf(platform);
  const own = rings.find(
    ({ services, teams }) =>
      (services === undefined && teams === undefined) ||
      services?.includes(service.name) === true ||
      teams?.includes(service.team) === true,
  );
  return (own ?? rings.at(-1)!).name;
}

/**
 * The version of a template in a ring.
 * @throws CatalogError CAT070 when the library has no such template, CAT072 when it has several versions and the
 * platform does not say which: the checks of the catalog refuse both before
 */
export function versionInRing(
  { platform, library }: { readonly platform: Platform; readonly library: TemplateLibrary },
  identifier: string,
  ring: string,
): string {
  const use = platform.templates[identifier];
  const only = library.get(identifier);
  if (use === undefined) {
    if (only === undefined || only.length === 0) {
      const hint = `add ${identifier}/1.0.0.yaml to the library`;
      throw problem("CAT070", `the library has no template "${identifier}"`, hint);
    }
    if (only.length > 1) {
      const hint = `add it under "templates" of platform.yaml`;
      throw problem("CAT072", `the version of the template "${identifier}" is not decided`, hint);
    }
    return only[0]!.label;
  }
  const names = ringsOf(platform).map(({ name }) => name);
  const last = use.through === undefined ? names.length : names.indexOf(use.through);
  return names.indexOf(ring) <= last ? use.version : (use.previous ?? use.version);
}
