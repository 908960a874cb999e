/** Order that depends on the keys alone, never on the order somebody wrote them in. */
import { compareText } from "@harness-catalog/problems/suggest";

/** Entries of a record by key. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => compareText(a, b));
}

/** A list whose order means nothing, each member once. */
export function sortedSet(list: readonly string[]): string[] {
  return [...new Set(list)].sort(compareText);
}
