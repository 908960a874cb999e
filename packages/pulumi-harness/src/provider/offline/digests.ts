/** Diff with one side known by digests only: enough to tell what changes, too little to tell what it was. */
import type { ResourceSpec } from "../../sdk/spec";
import { differenceOf, type Before, type Difference } from "../diff";
import { hasMember, isEmpty, meaningOf } from "../values";
import type { Plain } from "../wire/struct";

/** A digest of a text, for one property of one object. */
export type Digester = (property: string, meaning: string) => string;

/**
 * Digests by property. A property that says nothing is absent. `request.type` is that of a member that cannot change in
 * place; `resources~` that without the members Harness fills in, `resources!` lists which of those it has.
 */
export type Digests = Readonly<Record<string, string>>;

/** Stands for a value that is secret: nothing about it is kept. */
export const hidden = "secret";

/**
 * Everything that Diff has to know of an object.
 * @param isSecret whether a property's value must leave no trace, its digest included
 */
export function digestsOf(
  spec: ResourceSpec,
  { inputs, state }: Before,
  digest: Digester,
  isSecret: (property: string) => boolean,
): Digests {
  const entries = Object.keys(spec.inputs.shape).flatMap((key): [string, string][] => {
    // Diff compares with what Harness filled in where the program had given nothing.
    const value = inputs[key] ?? state[key];
    if (isEmpty(value)) return [];
    const origin = inputs[key] === undefined ? "?" : "";
    if (isSecret(key)) return [[`${key}${origin}`, hidden]];
    return [
      [`${key}${origin}`, digest(key, meaningOf(spec, key, value))],
      ...partsOf(spec, key, value, digest),
    ];
  });
  return Object.fromEntries(entries);
}

function partsOf(spec: ResourceSpec, key: string, value: unknown, digest: Digester): [string, string][] {
  const members = (spec.fixed[key] ?? []).map((member): [string, string] => [
    `${key}.${member}`,
    digest(`${key}.${member}`, meaningOf(spec, member, (value as Plain)[member])),
  ]);
  const has = spec.filled.filter((member) => hasMember(value, member));
  if (spec.filled.length === 0) return members;
  return [
    ...members,
    [`${key}~`, digest(key, meaningOf(spec, key, value, spec.filled))],
    [`${key}!`, has.join()],
  ];
}

/**
 * What Diff says of an object that is known by its digests.
 * @param isSecret whether the value of a property is given to no plan; it counts as the same
 */
export function differenceFrom(
  spec: ResourceSpec,
  before: Digests,
  now: Plain,
  digest: Digester,
  isSecret: (property: string) => boolean,
): Difference {
  const given = (key: string) => now[key] !== undefined;
  const last = (key: string) => before[key] ?? (given(key) ? before[`${key}?`] : undefined);
  return differenceOf(spec, {
    given,
    emptyBefore: (key) => last(key) === undefined,
    emptyNow: (key) => isEmpty(now[key]),
    sameMember: (key, member) =>
      before[`${key}.${member}`] ===
      digest(`${key}.${member}`, meaningOf(spec, member, (now[key] as Plain)[member])),
    same: (key) => {
      if (isSecret(key)) return true; // a run without the value leaves the one that is there
      if (last(key) === undefined || isEmpty(now[key])) return last(key) === undefined && isEmpty(now[key]);
      if (last(key) === hidden) return false;
      const has = spec.filled.filter((member) => hasMember(now[key], member)).join();
      const partly = before[`${key}!`] !== undefined && before[`${key}!`] !== has;
      return partly
        ? before[`${key}~`] === digest(key, meaningOf(spec, key, now[key], spec.filled))
        : last(key) === digest(key, meaningOf(spec, key, now[key]));
    },
  });
}
