/** Objects of a plan as the engine would name them. */
import { keyOf, type AnyInputs, type Plan, type PlannedObject, type PlanUnit } from "../../plan/model";
import { checkedInputs, type Plain } from "@pulumi/harness/provider/offline";
import type { Change, Tally } from "../engine/tally";
import { digest } from "../engine/tally";
import type { OperationResult } from "../engine/operation";

/** An object with the component it belongs to. */
export interface PlacedObject {
  readonly unit: Pick<PlanUnit, "component" | "name">;
  readonly object: PlannedObject;
  /** Inputs as Check completes them; a stand-in is where a secret goes. */
  readonly inputs: Plain;
}

/** Stands where a secret's value goes, whatever it is. */
const standIn = "secret";

/**
 * The objects of a plan by component, kind and name, which is what the engine knows a resource by.
 * @throws CatalogError HAR008 as Check would
 */
export function placedObjects({ units }: Plan): Map<string, PlacedObject> {
  return new Map(
    units.flatMap((unit) =>
      unit.objects.map((object): [string, PlacedObject] => [
        placedKey(unit.component, keyOf(object)),
        { unit, object, inputs: checkedInputs(object.kind, object.name, withStandIns(object.inputs)) },
      ]),
    ),
  );
}

/** `ServiceDelivery$pipeline/payment-service` */
export function placedKey(component: string, key: string): string {
  return `${component}$${key}`;
}

/** Whether an input is a secret of the plan: its value is in no catalog. */
export function isSecretInput({ object }: Pick<PlacedObject, "object">, key: string): boolean {
  const value = (object.inputs as AnyInputs)[key];
  return typeof value === "object" && value !== null && "$secret" in value;
}

/** The type is spelled as the engine spells it. */
export function typeOf(kind: string): string {
  return `harness:platform/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

/** A change without its details. */
export function changeOf(
  op: Change["op"],
  kind: string,
  name: string,
  group: { readonly component: string; readonly name: string },
): Change {
  return { op, type: typeOf(kind), name, properties: [], group };
}

/** A change that makes an object; of a pipeline with its document, so that a report can say what it runs. */
export function creation({ unit, object, inputs }: PlacedObject): Change {
  const shown = object.kind === "pipeline" ? { after: { yaml: inputs["yaml"] } } : {};
  const { component, name } = unit;
  return {
    ...changeOf("create", object.kind, object.name, { component, name }),
    inputs: digest(inputs),
    ...shown,
  };
}

/** The result of a plan that no engine has made. @param total number of objects afterwards */
export function offlineResult(
  changes: readonly Change[],
  total: number,
  notices: readonly string[],
  started: number,
): OperationResult {
  const tally: Tally = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  for (const { op } of changes) tally[op] += 1;
  return {
    tally: { ...tally, same: total - tally.create - tally.update - tally.replace },
    changes,
    calls: { total: 0, byMethod: {}, byRoute: {} },
    notices,
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

function withStandIns(inputs: PlannedObject["inputs"]): Plain {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      typeof value === "object" && value !== null && "$secret" in value ? standIn : value,
    ]),
  );
}
