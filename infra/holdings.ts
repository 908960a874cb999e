/** What a plan leaves in a stack that no later run could bring back: what the deletion guard compares. */
import { specs, type ResourceSpec } from "@pulumi/harness/spec";
import { isHeld, type Holdings } from "../src/catalog/guard";
import type { AnyInputs, Plan, PlannedObject } from "../src/plan/model";
import type { DelegateMode } from "./configValues";

/** The holdings of a plan. @param mode what the stack does about delegates; installed ones count */
export function holdingsOf(plan: Plan, mode: DelegateMode): Holdings {
  const objects = plan.units.flatMap((unit) => unit.objects);
  const kept: Record<string, Record<string, string>> = {};
  for (const object of objects.filter(({ kind }) => isHeld(kind)))
    (kept[object.kind] ??= {})[object.name] = placeOf(object);
  if (mode === "true" && plan.delegates.length > 0)
    kept["delegate"] = Object.fromEntries(plan.delegates.map(({ cluster, spec }) => [cluster, spec.name]));
  return {
    services: servicesOf(plan),
    kept,
    production: objects
      .filter(({ kind, production }) => production === true && isHeld(kind))
      .map(({ kind, name }) => `${kind}/${name}`)
      .sort(),
  };
}

/** Identities of the services of a plan, sorted. */
export function servicesOf({ units }: Pick<Plan, "units">): string[] {
  return units
    .filter((unit) => unit.component === "ServiceDelivery")
    .map(({ name }) => name)
    .sort();
}

/**
 * Everything about an object that cannot change in place, by the very facts that the provider's Diff goes by. Another text
 * is another object.
 */
export function placeOf({ kind, inputs }: Pick<PlannedObject, "kind" | "inputs">): string {
  const spec: ResourceSpec = specs[kind];
  const given: AnyInputs = inputs;
  const own = [...spec.address, ...spec.immutable].map((key) => given[key]);
  const members = Object.entries(spec.fixed).flatMap(([key, names]) => {
    const value = (given[key] ?? {}) as AnyInputs;
    return (names ?? []).map((name) => value[name]);
  });
  return [...own, ...members].map((part) => (typeof part === "string" ? part : "")).join("/");
}
