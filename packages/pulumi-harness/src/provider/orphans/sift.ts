/** Which of an account's objects nobody looks after. Pure. */
import { specs } from "../../sdk/spec";
import { kinshipOf, labelsOf, stateMark } from "../handlers/ownership";
import { addressOf, placeOf, textOf } from "./address";
import type { KnownObject, Orphan, Orphans, Owner, Question, Relative } from "./model";

/** Whom the marks of an object name. */
export type Ownership = "stack" | "other state" | "others" | "nobody";

/**
 * Whom tags name. Any `managed_by` says that somebody looks after the object, so a team can tag what it keeps by hand;
 * ours without a stack is what is left when half of the marks were taken off, and names nobody.
 */
export function ownershipOf(labels: Readonly<Record<string, string>>, owner: Owner): Ownership {
  const { managed_by: manager = "", catalog_stack: stack = "" } = labels;
  const kinship = kinshipOf(owner, { ...labels, [stateMark]: labels[stateMark] || undefined });
  if (kinship !== "foreign") return kinship === "own" ? "stack" : kinship;
  return manager === "" || (manager === owner.managed_by && stack === "") ? "nobody" : "others";
}

/** The orphans, and those of other states, among objects that are in no state; each once, by address. */
export function sift(
  objects: readonly KnownObject[],
  { owner, claims }: Pick<Question, "owner" | "claims">,
): Pick<Orphans, "found" | "relatives"> {
  const orphans = new Map<string, Orphan>();
  const relatives = new Map<string, Relative>();
  for (const object of objects) {
    const { kind, properties } = object;
    const labels = labelsOf(specs[kind], properties);
    const ownership = ownershipOf(labels, owner);
    if (ownership === "others" || (ownership === "nobody" && !claims(object))) continue;
    const address = addressOf(object);
    const orphan: Orphan = {
      kind,
      identifier: nameOf(object),
      place: placeOf(properties),
      address,
      service: labels["service"] || undefined,
      marked: ownership !== "nobody",
      exact: ownership === "stack",
      properties,
    };
    const state = ownership === "other state" ? labels[stateMark] : undefined;
    // One without the mark of a state is older than these marks, and nobody's but the stack's.
    if (state) relatives.set(address, { ...orphan, state });
    else orphans.set(address, orphan);
  }
  return { found: byAddress(orphans), relatives: byAddress(relatives) };
}

function byAddress<T extends Orphan>(objects: ReadonlyMap<string, T>): T[] {
  return [...objects.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** The identifier, and what it takes beside it to tell the object from its like: `payment@1.0.0`, `prod/prod_euw1_k8s`. */
function nameOf({ kind, properties }: KnownObject): string {
  const { identifier, version, envId } = properties;
  if (kind === "template") return `${textOf(identifier)}@${textOf(version)}`;
  return kind === "infrastructure" ? `${textOf(envId)}/${textOf(identifier)}` : textOf(identifier);
}
