/** A plan against another catalog instead of the stack's state: without an engine, an account or a secret. */
import type { Plan, PlannedObject, PlanUnit } from "../../catalog/plan";
import { keyOf } from "../../catalog/plan";
import type { OperationResult } from "../engine/operation";
import { changedInputs, digest, type Change, type Tally } from "../engine/tally";

interface Placed {
  readonly unit: PlanUnit;
  readonly object: PlannedObject;
}

/** What it takes to get from one plan to the other. Deletions come last, in reverse order, as the engine makes them. */
export function changesBetween(before: Plan, after: Plan): OperationResult {
  const started = performance.now();
  const [old, next] = [objectsOf(before), objectsOf(after)];
  const changes = [
    ...[...next].flatMap(([key, placed]) => changeTo(old.get(key), placed)),
    ...[...old]
      .filter(([key]) => !next.has(key))
      .map(([, placed]) => describe("delete", placed))
      .reverse(),
  ];
  const tally: Tally = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  for (const { op } of changes) tally[op] += 1;
  return {
    tally: { ...tally, same: next.size - tally.create - tally.update },
    changes,
    calls: { total: 0, byMethod: {}, byRoute: {} },
    notices: after.notices.map(({ subject, message }) => `${subject}: ${message}`),
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

function objectsOf({ units }: Plan): Map<string, Placed> {
  return new Map(units.flatMap((unit) => unit.objects.map((object) => [keyOf(object), { unit, object }])));
}

function changeTo(old: Placed | undefined, placed: Placed): Change[] {
  const { inputs, kind } = placed.object;
  if (old === undefined) {
    const shown = kind === "pipeline" ? { after: { yaml: inputs["yaml"] } } : {};
    return [{ ...describe("create", placed), inputs: digest(inputs), ...shown }];
  }
  const before = old.object.inputs;
  const properties = [...new Set([...Object.keys(before), ...Object.keys(inputs)])].filter(
    (key) => digest(before[key] ?? null) !== digest(inputs[key] ?? null),
  );
  if (properties.length === 0) return [];
  const diff = { before: changedInputs(before, properties), after: changedInputs(inputs, properties) };
  return [{ ...describe("update", placed), properties, inputs: digest(inputs), ...diff }];
}

/** The type is spelled as the engine spells it. */
function describe(op: Change["op"], { unit, object: { kind, name } }: Placed): Change {
  const type = `harness:platform/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return { op, type, name, properties: [], group: { component: unit.component, name: unit.name } };
}
