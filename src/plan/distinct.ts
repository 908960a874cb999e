/** No two objects of a plan may be one object in Harness: the later one would overwrite the earlier one in every run. */
import { CatalogError, type Problem } from "@harness-catalog/problems";
import type { AnyInputs, PlannedObject, PlanUnit } from "./model";

/** Inputs that say where an object lives; an identifier is unique within all of them together. */
const scopes = ["orgId", "projectId", "envId", "pipelineId", "targetId", "version"] as const;

/**
 * The checks of the catalog compare the names that are known to meet, and say where they are written. This looks at what
 * really goes out.
 * @throws CatalogError CAT031 for each object that has the kind, scope and identifier of an earlier one
 */
export function refuseMeetings(units: readonly PlanUnit[]): void {
  const taken = new Map<string, { readonly unit: PlanUnit; readonly object: PlannedObject }>();
  const problems: Problem[] = [];
  for (const unit of units) {
    for (const object of unit.objects) {
      const key = harnessKey(object);
      const first = taken.get(key);
      if (first === undefined) taken.set(key, { unit, object });
      else problems.push(meeting(first, { unit, object }));
    }
  }
  if (problems.length > 0) throw new CatalogError(problems);
}

type Placed = { readonly unit: PlanUnit; readonly object: PlannedObject };

function meeting(first: Placed, second: Placed): Problem {
  const { kind, inputs } = second.object;
  const names = [first, second].map(({ unit, object }) => `${object.name} of ${unit.name}`);
  return {
    code: "CAT031",
    message: `the ${kind} ${identifierOf(inputs)} is made twice: as ${names.join(" and as ")}`,
    hint: "rename one of the two in the catalog",
  };
}

function harnessKey({ kind, inputs }: PlannedObject): string {
  const given: AnyInputs = inputs;
  return JSON.stringify([kind, ...scopes.map((scope) => given[scope] ?? ""), identifierOf(given)]);
}

function identifierOf(inputs: AnyInputs): string {
  const own = inputs["identifier"] ?? inputs["name"];
  return typeof own === "string" ? own : "";
}
