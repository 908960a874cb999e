/**
 * The same value with mappings that hold nothing but what is written in them: `teams.constructor` is undefined unless
 * somebody calls a team that. Whoever looks up a word of the catalog in one can then use it as it is.
 */
export function bare<T>(value: T): T {
  if (Array.isArray(value)) return value.map(bare) as T;
  if (typeof value !== "object" || value === null) return value;
  return bareOf(Object.entries(value).map(([key, each]) => [key, bare(each)])) as T;
}

function bareOf(entries: readonly (readonly [string, unknown])[]): object {
  const record = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

/** The same value with the keys of all its mappings sorted: equal catalogs become equal text, byte for byte. */
export function canonical<T>(value: T): T {
  if (Array.isArray(value)) return value.map(canonical) as T;
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return bareOf(sorted.map(([key, each]) => [key, canonical(each)])) as T;
}
