/** What production stands on: its environments and places, how they are reached, who lets a run through, and what holds it all. */
import { teamNames } from "../catalog/names";
import type { PlanContext } from "./context";
import { keyOf, type ObjectKey, type PlannedObject, type PlanUnit } from "./model";

/** The units, with everything marked that production stands on. Nothing is, where the account hosts no production. */
export function withProduction(context: PlanContext, units: readonly PlanUnit[]): PlanUnit[] {
  const keys = productionKeys(context, units);
  if (keys.size === 0) return [...units];
  const marked = (object: PlannedObject): PlannedObject =>
    keys.has(keyOf(object)) ? { ...object, production: true } : object;
  return units.map((unit) => ({ ...unit, objects: unit.objects.map(marked) }));
}

function productionKeys({ catalog, environments }: PlanContext, units: readonly PlanUnit[]): Set<ObjectKey> {
  const production = environments.filter(({ type }) => type === "Production");
  if (production.length === 0) return new Set();
  const own = new Set(production.map(({ key }) => key));
  const targets = units.filter(({ component, name }) => component === "DeliveryTarget" && own.has(name));
  const places = targets.flatMap(({ objects }) => objects);
  const connectors = places
    .filter(({ kind }) => kind === "infrastructure")
    .flatMap(({ dependsOn }) => dependsOn.filter((key) => /^\w+Connector\//.test(key)));
  const groups = production
    .flatMap(({ gate }) => (gate.type === "approval" ? gate.approvers : []))
    .filter((team) => catalog.platform.teams[team] !== undefined)
    .map((team): ObjectKey => `usergroup/${teamNames.group(team)}`);
  const containers = units
    .flatMap(({ objects }) => objects)
    .filter(({ kind }) => kind === "organization" || kind === "project");
  return new Set<ObjectKey>([
    ...containers.map(keyOf),
    ...places.filter(({ kind }) => kind === "environment" || kind === "infrastructure").map(keyOf),
    ...connectors,
    ...groups,
  ]);
}
