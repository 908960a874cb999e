/** What the changes of a run take along that no later run brings back, in the words of the deletion guard. */
import { compareLosses, isHeld, type Loss } from "../catalog/guard";
import { typeLabel } from "./engine/progress";
import { isHarnessObject } from "./engine/objectTypes";
import type { Change } from "./engine/tally";

/** Kinds that are one loss with the service they belong to. */
const ofService = new Set(["service", "pipeline"]);

/** The losses among changes, what holds most first; a service is one with its pipeline. */
export function lossesAmong(changes: readonly Change[]): Loss[] {
  const losses = new Map<string, Loss>();
  for (const change of changes) {
    const loss = lossOf(change);
    if (loss !== undefined) losses.set(`${loss.kind}/${loss.name}`, loss);
  }
  return [...losses.values()].sort(compareLosses);
}

/**
 * What to say where services go while others come: without `previousName` a rename is just that. Undefined where only
 * one of the two happens.
 */
export function renameHint(changes: readonly Change[]): string | undefined {
  const services = changes.filter(({ type }) => isHarnessObject(type) && typeLabel(type) === "service");
  const has = (op: Change["op"]) => services.some((change) => change.op === op);
  return has("delete") && has("create")
    ? "a renamed service keeps its objects by previousName: <old name>"
    : undefined;
}

function lossOf({ op, type, name, group }: Change): Loss | undefined {
  const kind = typeLabel(type);
  if ((op !== "delete" && op !== "replace") || !isHarnessObject(type) || !isHeld(kind)) return undefined;
  const owner = group?.component === "ServiceDelivery" && ofService.has(kind) ? "service" : kind;
  return { kind: owner, name, how: op === "delete" ? "deleted" : "replaced" };
}
