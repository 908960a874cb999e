/** What a run would lose. Pure. */
import { compareLosses } from "./kinds";
import type { Holdings, Loss } from "./model";

/** Kinds whose objects belong to the service that has their name. */
const ofService = new Set(["service", "pipeline"]);

/**
 * The losses from one run to the next, what holds most first. A service is one loss with everything that is its own; any other
 * object is one.
 */
export function lossesBetween(before: Partial<Holdings>, after: Holdings): Loss[] {
  const services = new Set(before.services);
  const stay = new Set(after.services);
  const losses = new Map<string, Loss>();
  const add = (loss: Loss) => {
    const key = `${loss.kind}/${loss.name}`;
    if (losses.get(key)?.how !== "deleted") losses.set(key, loss);
  };
  for (const name of services) if (!stay.has(name)) add({ kind: "service", name, how: "deleted" });
  for (const [kind, places] of Object.entries(before.kept ?? {})) {
    for (const [name, place] of Object.entries(places)) {
      const now = placeIn(after.kept, kind, name);
      if (now === place) continue;
      const how = now === undefined ? "deleted" : "replaced";
      add({ kind: ofService.has(kind) && services.has(name) ? "service" : kind, name, how });
    }
  }
  return [...losses.values()].sort(compareLosses);
}

/** Number of things that could be lost, by kind: a service counts as one. */
export function heldBefore(before: Partial<Holdings>): Map<string, number> {
  const services = new Set(before.services);
  const counts = new Map<string, number>([["service", services.size]]);
  for (const [kind, places] of Object.entries(before.kept ?? {})) {
    const own = Object.keys(places).filter((name) => !(ofService.has(kind) && services.has(name)));
    counts.set(kind, (kind === "service" ? services.size : 0) + own.length);
  }
  return counts;
}

function placeIn(kept: Holdings["kept"], kind: string, name: string): string | undefined {
  const places = Object.hasOwn(kept, kind) ? kept[kind] : undefined;
  return places !== undefined && Object.hasOwn(places, name) ? places[name] : undefined;
}
