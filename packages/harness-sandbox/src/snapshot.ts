import { kinds, pathOf, type Json } from "./entity";
import { isObject } from "./fields";
import type { Store } from "./store";

/** All objects: kind, then `<scope>/<identifier>`, then the object. No times and no random values. */
export type Snapshot = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** Equal states give equal snapshots, byte for byte once they are written as JSON: every key is in order. */
export function takeSnapshot(store: Store): Snapshot {
  const byKind = new Map<string, [string, Json][]>(kinds.map((kind) => [kind, []]));
  for (const entity of store.all()) byKind.get(entity.kind)?.push([pathOf(entity), entity.body]);
  return ordered(
    Object.fromEntries([...byKind].map(([kind, rows]) => [kind, Object.fromEntries(rows)])),
  ) as Snapshot;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key])]));
}
