/** What somebody wants changed in the catalog, and the names that follow from it. */
import { createHash } from "node:crypto";
import { canonical } from "../catalog/check/canonical";
import { readEntry, type EntryValues } from "../catalog/written";

/** A change of one entry. `entry` is the whole entry as a person writes it; fields with their default may be missing. */
export type Change =
  | { readonly kind: "add"; readonly entry: EntryValues & { readonly name: string } }
  | { readonly kind: "change"; readonly entry: EntryValues & { readonly name: string } }
  | { readonly kind: "remove"; readonly name: string };

/** One change or several that go into one proposal. Not empty; each service at most once. */
export type Changes = readonly Change[];

/** Branches of proposals begin with one of these. */
export const branchPrefixes = ["add-", "change-", "remove-"] as const;

/** The service a change is about. */
export function serviceOf(change: Change): string {
  return change.kind === "remove" ? change.name : change.entry.name;
}

/**
 * Tells two proposals apart by what they say, defaults filled in: 64 hexadecimal digits. The order of the changes and of
 * their keys does not count.
 * @throws CatalogError with the problems of an entry's shape
 */
export function digestOf(changes: Changes): string {
  const told = changes.map((change) =>
    change.kind === "remove"
      ? { kind: change.kind, name: change.name }
      : { kind: change.kind, name: change.entry.name, entry: readEntry(change.entry) },
  );
  const ordered = told.sort((a, b) => (a.name < b.name ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify(canonical(ordered)))
    .digest("hex");
}

/**
 * `add-cart-service` for one service, `add-3-services-1a2b3c4d` for several: the same changes have the same
 * branch. No service has such a branch of its own: names begin with a letter.
 */
export function branchOf(changes: Changes, digest: string): string {
  const [first] = changes;
  if (changes.length === 1 && first !== undefined) return `${first.kind}-${serviceOf(first)}`;
  return `${kindOf(changes)}-${changes.length}-services-${digest.slice(0, 8)}`;
}

/** `Add service: cart-service`, `Add 3 services`. */
export function titleOf(changes: Changes): string {
  const verb = verbs[kindOf(changes)];
  const [first] = changes;
  if (changes.length === 1 && first !== undefined) return `${verb} service: ${serviceOf(first)}`;
  return `${verb} ${changes.length} services`;
}

const verbs = { add: "Add", change: "Change", remove: "Remove" } as const;

/** What all changes are; mixed ones count as a change. */
function kindOf(changes: Changes): Change["kind"] {
  const kinds = new Set(changes.map(({ kind }) => kind));
  return kinds.size === 1 ? changes[0]!.kind : "change";
}
