/** Tags: a list of `"key:value"` or `"key"` in Pulumi, a map in the API. Split at the first colon, so values may hold one. */

/** The map of the API. */
export function tagMap(tags: readonly string[] | undefined): Record<string, string> {
  const pairs = (tags ?? []).map((tag) => {
    const colon = tag.indexOf(":");
    return colon < 0 ? [tag, ""] : [tag.slice(0, colon), tag.slice(colon + 1)];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** The list of Pulumi. */
export function tagList(tags: unknown): string[] {
  if (typeof tags !== "object" || tags === null) return [];
  return Object.entries(tags).map(([key, value]) => (isBlank(value) ? key : `${key}:${String(value)}`));
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
