/** Which of an account's objects nobody looks after. Pure. */
import { specs } from "@pulumi/harness/spec";
import { labelsOf, ownerMarks } from "../handlers/ownership";
import { addressOf, placeOf, textOf } from "./address";
import type { KnownObject, Orphan, Owner, Question } from "./model";

/** Whom the marks of an object name. */
export type Ownership = "stack" | "others" | "nobody";

/**
 * Whom tags name. Any `managed_by` says that somebody looks after the object, so a team can tag what it keeps by hand;
 * ours without a stack is what is left when half of the marks were taken off, and names nobody.
 */
export function ownershipOf(labels: Readonly<Record<string, string>>, owner: Owner): Ownership {
  const { managed_by: manager = "", catalog_stack: stack = "" } = labels;
  if (ownerMarks.every((mark) => labels[mark] === owner[mark])) return "stack";
  return manager === "" || (manager === owner.managed_by && stack === "") ? "nobody" : "others";
}

/** The orphans among objects that are in no state, each once, by address. */
export function sift(
  objects: readonly KnownObject[],
  { owner, claims }: Pick<Question, "owner" | "claims">,
): Orphan[] {
  const orphans = new Map<string, Orphan>();
  for (const object of objects) {
    const { kind, properties } = object;
    const labels = labelsOf(specs[kind], properties);
    const ownership = ownershipOf(labels, owner);
    if (ownership === "others" || (ownership === "nobody" && !claims(object))) continue;
    const address = addressOf(object);
    orphans.set(address, {
      kind,
      identifier: nameOf(object),
      place: placeOf(properties),
      address,
      service: labels["service"] || undefined,
      marked: ownership === "stack",
    });
  }
  return [...orphans.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** The identifier, and what it takes beside it to tell the object from its like: `payment@1.0.0`, `prod/prod_euw1_k8s`. */
function nameOf({ kind, properties }: KnownObject): string {
  const { identifier, version, envId } = properties;
  if (kind === "template") return `${textOf(identifier)}@${textOf(version)}`;
  return kind === "infrastructure" ? `${textOf(envId)}/${textOf(identifier)}` : textOf(identifier);
}
