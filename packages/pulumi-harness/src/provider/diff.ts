/** What a change of inputs means. Pure. */
import type { ResourceSpec } from "../sdk/spec";
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

/** Both sides of a comparison, of which one may be known by digests only. */
export interface Sides {
  /** Whether the program gives an input now. */
  readonly given: (key: string) => boolean;
  /** Whether an input says nothing, before or now. */
  readonly emptyBefore: (key: string) => boolean;
  readonly emptyNow: (key: string) => boolean;
  /** Whether the two values mean the same. */
  readonly same: (key: string) => boolean;
  /** Whether a member of an input means the same before and now. */
  readonly sameMember: (key: string, member: string) => boolean;
}

/**
 * Compares the inputs of the last run with new ones. An input Harness fills in counts only while the program gives it;
 * one the program gives for the first time is compared with what Harness had filled in.
 */
export function difference(spec: ResourceSpec, before: Before, news: Plain): Difference {
  const last = (key: string) =>
    before.inputs[key] ?? (news[key] === undefined ? undefined : before.state[key]);
  const member = (value: unknown, name: string) => (value as Plain)[name];
  return differenceOf(spec, {
    given: (key) => news[key] !== undefined,
    emptyBefore: (key) => isEmpty(last(key)),
    emptyNow: (key) => isEmpty(news[key]),
    same: (key) => !containsUnknown(news[key]) && sameValue(spec, key, last(key), news[key]),
    sameMember: (key, name) => sameValue(spec, name, member(last(key), name), member(news[key], name)),
  });
}

/** The same for sides of any form. */
export function differenceOf(spec: ResourceSpec, sides: Sides): Difference {
  const changes = Object.keys(spec.inputs.shape)
    .map((key) => changeOf(spec, key, sides))
    .filter((change) => change !== undefined);
  const moved = changes.some(({ key }) => spec.address.includes(key));
  return { changes, deleteBeforeReplace: !moved && changes.some(({ replace }) => replace) };
}

function changeOf(spec: ResourceSpec, key: string, sides: Sides): Change | undefined {
  if (!sides.given(key) && spec.computed.includes(key)) return undefined;
  if (sides.same(key)) return undefined;
  const kind = sides.emptyBefore(key) ? "add" : sides.given(key) ? "update" : "delete";
  const replace = spec.address.includes(key) || spec.immutable.includes(key) || movesFixed(spec, key, sides);
  return { key, kind, replace };
}

/** Whether a member changes that cannot change in place. Of an object that was not known before nothing is fixed yet. */
function movesFixed(spec: ResourceSpec, key: string, sides: Sides): boolean {
  const members = spec.fixed[key] ?? [];
  if (sides.emptyBefore(key) || sides.emptyNow(key)) return false;
  return members.some((member) => !sides.sameMember(key, member));
}
