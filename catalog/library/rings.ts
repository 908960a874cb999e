/** Which version of a template a service gets: rings move to a new version one after the other. */
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
 * @throws Error when the library has no such template, or several versions and the platform does not say which: the
 * checks of the catalog refuse both
 */
export function versionInRing(
  { platform, library }: { readonly platform: Platform; readonly library: TemplateLibrary },
  identifier: string,
  ring: string,
): string {
  const use = platform.templates[identifier];
  const only = library.get(identifier);
  if (use === undefined) {
    if (only?.length !== 1) throw new Error(`the version of template ${identifier} is not decided`);
    return only[0]!.label;
  }
  const names = ringsOf(platform).map(({ name }) => name);
  const last = use.through === undefined ? names.length : names.indexOf(use.through);
  return names.indexOf(ring) <= last ? use.version : (use.previous ?? use.version);
}
