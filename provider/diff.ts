/** What a change of inputs means. Pure. */
import type { ResourceSpec } from "@pulumi/harness/spec";
import { isEmpty, sameValue } from "./values";
import type { Plain } from "./wire/struct";
import { containsUnknown } from "./wire/unknowns";

/** How one property changes. */
export interface Change {
  readonly key: string;
  readonly kind: "add" | "delete" | "update";
  /** Whether the object must be made anew. */
  readonly replace: boolean;
}

/** All changes of a resource. */
export interface Difference {
  readonly changes: readonly Change[];
  /** The new object would have the address of the old one, so the old one must go first. */
  readonly deleteBeforeReplace: boolean;
}

/** What is known of the resource before the change. */
export interface Before {
  readonly inputs: Plain;
  readonly state: Plain;
}

/**
 * Compares the inputs of the last run with new ones. An input Harness fills in counts only while the program gives it;
 * one the program gives for the first time is compared with what Harness had filled in.
 */
export function difference(spec: ResourceSpec, before: Before, news: Plain): Difference {
  const changes = Object.keys(spec.inputs.shape)
    .map((key) => changeOf(spec, key, before, news))
    .filter((change) => change !== undefined);
  const moved = changes.some(({ key }) => spec.address.includes(key));
  return { changes, deleteBeforeReplace: !moved && changes.some(({ replace }) => replace) };
}

function changeOf(spec: ResourceSpec, key: string, before: Before, news: Plain): Change | undefined {
  const next = news[key];
  const last = before.inputs[key] ?? (next === undefined ? undefined : before.state[key]);
  if (next === undefined && spec.computed.includes(key)) return undefined;
  if (!containsUnknown(next) && sameValue(spec, key, last, next)) return undefined;
  const kind = isEmpty(last) ? "add" : next === undefined ? "delete" : "update";
  const replace =
    spec.address.includes(key) || spec.immutable.includes(key) || movesFixed(spec, key, last, next);
  return { key, kind, replace };
}

/** Whether a member changes that cannot change in place. Of an object that was not known before nothing is fixed yet. */
function movesFixed(spec: ResourceSpec, key: string, last: unknown, next: unknown): boolean {
  const members = spec.fixed[key] ?? [];
  if (isEmpty(last) || isEmpty(next)) return false;
  const [before, after] = [last as Plain, next as Plain];
  return members.some((member) => !sameValue(spec, member, before[member], after[member]));
}
