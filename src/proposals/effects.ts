/** What a proposal does to Harness once it is merged: the difference of two plans. */
import { canonical } from "../catalog/check/canonical";
import type { Catalog } from "../catalog/model";
import { keyOf, type Notice, type Plan, type PlannedObject } from "../plan";
import { spoken, wholePlanOf } from "./facts";

/** Objects by what happens to them, as `kind identifier`. */
export interface Effects {
  readonly create: readonly string[];
  readonly update: readonly string[];
  readonly delete: readonly string[];
  /** What the planner has to say about the services of the proposal, such as a region without a cluster. */
  readonly notices: readonly Notice[];
}

/** Compares what two catalogs lead to that differ in the entries of these services only. */
export function effectsOf(before: Catalog, after: Catalog, services: readonly string[]): Effects {
  const [from, to] = [wholePlanOf(before, services), wholePlanOf(after, services)];
  const [old, wanted] = [objectsOf(from), objectsOf(to)];
  const created = [...wanted].filter(([key]) => !old.has(key));
  const deleted = [...old].filter(([key]) => !wanted.has(key));
  const updated = [...wanted].filter(([key, object]) => {
    const last = old.get(key);
    return last !== undefined && textOf(last) !== textOf(object);
  });
  const told = (entries: readonly (readonly [string, PlannedObject])[]) =>
    entries.map(([, each]) => spoken(each));
  return {
    create: told(created),
    update: told(updated),
    delete: told(deleted),
    notices: to.notices.filter(({ subject }) => services.includes(subject)),
  };
}

function objectsOf(plan: Plan): Map<string, PlannedObject> {
  return new Map(
    plan.units.flatMap(({ objects }) => objects.map((object) => [keyOf(object), object] as const)),
  );
}

function textOf({ inputs }: PlannedObject): string {
  return JSON.stringify(canonical(inputs));
}
