/** Things written twice. */
import { formatPath, type Path } from "@harness-catalog/located-yaml/locate";
import type { Finding } from "./finding";
import { show } from "./values";

/** A finding for each entry of a list that an earlier entry holds already. */
export function repeated(list: readonly string[], path: Path): Finding[] {
  return list.flatMap((word, index) => {
    const first = list.indexOf(word);
    if (first === index) return [];
    const message = `${show(word)} is already ${formatPath([...path, first])}`;
    return [{ code: "CAT042" as const, path: [...path, index], message, hint: "remove one of the two" }];
  });
}

/** Groups that have more than one member, in order of their first member. */
export function clashes<T>(items: Iterable<T>, keyOf: (item: T) => string): { key: string; members: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].filter(([, members]) => members.length > 1).map(([key, members]) => ({ key, members }));
}
