/** Settings that a program writes as JSON text and Harness keeps as an object. Pure. */

/** The value of a text, or undefined when it is no JSON. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/**
 * The text of what Harness has: the program's own where all it says is there, because Harness fills in what it leaves
 * out. A text of its own, with sorted keys, otherwise.
 */
export function jsonText(remote: unknown, given: string | undefined): string | undefined {
  if (given !== undefined && covers(remote, parseJson(given))) return given;
  if (remote === undefined || remote === null) return undefined;
  if (given === undefined && typeof remote === "object" && Object.keys(remote).length === 0) return undefined;
  return JSON.stringify(sorted(remote));
}

/** Whether `value` has everything `wanted` has, with the same values. Nothing, null and an empty object mean the same. */
function covers(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(value)) return wanted.length === 0 && isNothing(value);
    return value.length === wanted.length && wanted.every((item, i) => covers(value[i], item));
  }
  if (typeof wanted !== "object" || wanted === null) return value === wanted || isNothing(value, wanted);
  const entries = Object.entries(wanted);
  if (typeof value !== "object" || value === null) return entries.length === 0 && isNothing(value);
  return entries.every(([key, item]) => covers((value as Record<string, unknown>)[key], item));
}

function isNothing(...values: unknown[]): boolean {
  return values.every((value) => value === undefined || value === null);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
