/** A plan against another catalog instead of the stack's state: without an engine, an account or a secret. */
import type { Plan } from "../../plan";
import { differenceBetween } from "@pulumi/harness/provider/offline";
import type { OperationResult } from "../engine/operation";
import { changedInputs, digest, type Change } from "../engine/tally";
import { changeOf, creation, offlineResult, placedObjects, type PlacedObject } from "./objects";

/**
 * What it takes to get from one plan to the other, by the provider's own Diff. Deletions come last, in reverse order, as the
 * engine makes them.
 * @throws CatalogError HAR008 as Check would
 */
export function changesBetween(before: Plan, after: Plan): OperationResult {
  const started = performance.now();
  const [old, next] = [placedObjects(before), placedObjects(after)];
  const changes = [
    ...[...next].flatMap(([key, placed]) => changeTo(old.get(key), placed)),
    ...[...old]
      .filter(([key]) => !next.has(key))
      .map(([, { unit, object }]) => changeOf("delete", object.kind, object.name, groupOf(unit)))
      .reverse(),
  ];
  const notices = after.notices.map(({ subject, message }) => `${subject}: ${message}`);
  return offlineResult(changes, next.size, notices, started);
}

function changeTo(old: PlacedObject | undefined, placed: PlacedObject): Change[] {
  if (old === undefined) return [creation(placed)];
  const { unit, object, inputs } = placed;
  const { changes } = differenceBetween(object.kind, old.inputs, inputs);
  if (changes.length === 0) return [];
  const properties = changes.map(({ key }) => key);
  const op = changes.some(({ replace }) => replace) ? "replace" : "update";
  return [
    {
      ...changeOf(op, object.kind, object.name, groupOf(unit)),
      properties,
      inputs: digest(inputs),
      before: changedInputs(old.inputs, properties),
      after: changedInputs(inputs, properties),
    },
  ];
}

function groupOf({ component, name }: PlacedObject["unit"]): { component: string; name: string } {
  return { component, name };
}
