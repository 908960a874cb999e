/** A plan against the record of a stack: exactly that of the engine, without state, passphrase, key or engine. */
import { differenceFrom, specOf } from "@pulumi/harness/provider/offline";
import type { Plan } from "../../../plan";
import type { OperationResult } from "../../engine/operation";
import { digest as digestOfInputs, type Change } from "../../engine/tally";
import {
  changeOf,
  creation,
  isSecretInput,
  offlineResult,
  placedKey,
  placedObjects,
  type PlacedObject,
} from "../objects";
import { digester } from "./digest";
import { keyOfRecorded } from "./make";
import type { RecordedObject, StackRecordFile } from "./model";

/**
 * What it takes to get from the recorded stack to a plan. Values of secrets count as unchanged, as in every run that is not
 * given them.
 * @throws CatalogError HAR008 as Check would
 */
export function changesSince(record: StackRecordFile, plan: Plan): OperationResult {
  const started = performance.now();
  const next = placedObjects(plan);
  const old = new Map(record.objects.map((object) => [keyOfRecorded(object), object]));
  const changes = [
    ...[...next].flatMap(([key, placed]) => changeTo(record.salt, old.get(key), placed)),
    ...[...old]
      .filter(([key]) => !next.has(key))
      .map(([, { component, group, kind, name }]) =>
        changeOf("delete", kind, name, { component, name: group }),
      )
      .reverse(),
  ];
  const notices = plan.notices.map(({ subject, message }) => `${subject}: ${message}`);
  return offlineResult(changes, next.size, notices, started);
}

function changeTo(salt: string, old: RecordedObject | undefined, placed: PlacedObject): Change[] {
  if (old === undefined) return [creation(placed)];
  const { unit, object, inputs } = placed;
  const spec = specOf(object.kind);
  const digest = digester(salt, placedKey(unit.component, `${object.kind}/${object.name}`));
  const isSecret = (key: string) => isSecretInput(placed, key);
  const { changes } = differenceFrom(spec, old.digests, inputs, digest, isSecret);
  if (changes.length === 0 && old.partial !== true) return [];
  const op = changes.some(({ replace }) => replace) ? "replace" : "update";
  const { component, name } = unit;
  return [
    {
      ...changeOf(op, object.kind, object.name, { component, name }),
      properties: changes.map(({ key }) => key),
      inputs: digestOfInputs(inputs),
    },
  ];
}
