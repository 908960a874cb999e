/** Instants as a person writes them, and as they are printed. Always milliseconds since 1970, UTC. */

const pattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Reads `2026-01-05T11:00Z`. Undefined for anything else: a time without a zone means a different one to everybody. */
export function parseInstant(text: string): number | undefined {
  const date = pattern.exec(text)?.[1];
  const instant = Date.parse(text);
  if (date === undefined || Number.isNaN(instant)) return undefined;
  const midnight = Date.parse(`${date}T00:00Z`);
  // JavaScript takes 30 February for 2 March
  return !Number.isNaN(midnight) && instantText(midnight).startsWith(date) ? instant : undefined;
}

/** `2026-01-05T11:00:00Z` */
export function instantText(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d{3}Z$/, "Z");
}
