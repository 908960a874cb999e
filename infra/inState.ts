/**
 * What a stack holds by its state. The outputs say what the last run that came to its end has left; a run that failed, a first
 * one too, has made objects all the same, and only the state knows of these.
 */
import { specs, type Kind } from "@pulumi/harness/spec";
import { isHeld, type Holdings, type Loss } from "../src/catalog/guard";
import { compareText } from "@harness-catalog/problems/suggest";
import { placeOf } from "./holdings";

/** A resource of the state, as far as the guard looks at it. */
export interface ResourceInState {
  readonly urn: string;
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What is held by the state: services by name, objects by kind and name. */
export type HeldInState = Pick<Holdings, "services" | "kept">;

const kinds = new Map(Object.entries(specs).map(([kind, { token }]) => [token, kind as Kind]));

/** The component of a service, as it stands in the URN of what belongs to it. */
const serviceComponent = "harness-catalog:components:ServiceDelivery";

/** Of what a killed run has made beside the object of the state; see src/cli/engine/recovery.ts. Nobody has used it yet. */
const twinMark = "~unrecorded-";

/** Of a delegate: its component says only in which cluster it is. */
const unknownPlace = "";

/** What the resources of a state hold that no later run brings back. Pure. */
export function heldInState(resources: readonly ResourceInState[]): HeldInState {
  const services = new Set<string>();
  const kept: Record<string, Record<string, string>> = {};
  for (const { urn, type, outputs } of resources) {
    const [types = "", name = ""] = urn.split("::").slice(-2);
    if (type === "harness-catalog:components:ClusterDelegate") (kept["delegate"] ??= {})[name] = unknownPlace;
    const kind = kinds.get(type);
    if (kind === undefined || !isHeld(kind) || name.includes(twinMark)) continue;
    if (kind === "service" && types.split("$").includes(serviceComponent)) services.add(name);
    (kept[kind] ??= {})[name] = placeOf({ kind, inputs: outputs });
  }
  const sorted = Object.entries(kept).map(([kind, places]) => [kind, inOrder(places)] as const);
  return { services: [...services].sort(), kept: inOrder(Object.fromEntries(sorted)) };
}

/** A state has no order that means anything. */
function inOrder<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => compareText(a, b)));
}

/**
 * Adds to what the outputs say what only the state knows.
 * @param leaving keys (`kind/name`) that the last run was allowed to lose: what is still there of them may go
 * @param after what the run makes of the stack. An object that the outputs have where it stays is taken as the state has it:
 * a run that failed may have moved it, and moving it back loses it
 */
export function withHeld(
  told: Partial<Holdings>,
  { services, kept }: HeldInState,
  leaving: readonly string[],
  after: Holdings,
): Partial<Holdings> {
  const goes = new Set(leaving);
  const ofServices = new Set([...(told.services ?? []), ...services]);
  const keyIn = (kind: string, name: string) =>
    `${(kind === "service" || kind === "pipeline") && ofServices.has(name) ? "service" : kind}/${name}`;
  const staying = services.filter((name) => !goes.has(`service/${name}`));
  const all = new Map(Object.entries(told.kept ?? {}).map(([kind, places]) => [kind, { ...places }]));
  for (const [kind, places] of Object.entries(kept)) {
    const merged = new Map(Object.entries(all.get(kind) ?? {}));
    for (const [name, place] of Object.entries(places)) {
      if (goes.has(keyIn(kind, name))) continue;
      const [known, next] = [merged.get(name), placeIn(after.kept, kind, name)];
      if (known === undefined || known === next)
        merged.set(name, next !== undefined && isSamePlace(place, next) ? next : place);
    }
    if (merged.size > 0) all.set(kind, Object.fromEntries(merged));
  }
  return {
    ...told,
    services: [...new Set([...(told.services ?? []), ...staying])].sort(),
    kept: Object.fromEntries(all),
  };
}

/** Whether an object is where it is wanted. Where nothing is asked for, whatever Harness chose will do. */
function isSamePlace(place: string, wanted: string): boolean {
  const [here, there] = [place.split("/"), wanted.split("/")];
  if (place === unknownPlace || here.length !== there.length) return place === unknownPlace;
  return there.every((part, at) => part === "" || part === here[at]);
}

function placeIn(kept: Holdings["kept"], kind: string, name: string): string | undefined {
  const places = Object.hasOwn(kept, kind) ? kept[kind] : undefined;
  return places !== undefined && Object.hasOwn(places, name) ? places[name] : undefined;
}

/**
 * What this run lets go of, for the next one: should a deletion fail, it was allowed all the same.
 * @param last what the run before let go of; as long as the state holds it, it stays on its way
 */
export function leavingWith(
  losses: readonly Loss[],
  last: readonly string[],
  held: HeldInState,
  after: Holdings,
): string[] {
  const still = last.filter((key) => {
    const [kind = "", name = ""] = key.split("/");
    const isIn = (held: HeldInState) =>
      held.services.includes(name) || placeIn(held.kept, kind, name) !== undefined;
    return isIn(held) && !isIn(after);
  });
  return [...new Set([...losses.map(({ kind, name }) => `${kind}/${name}`), ...still])].sort();
}
