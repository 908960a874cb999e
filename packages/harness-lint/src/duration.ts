/** Harness durations: `10m`, `1h 30m`, `7d`. The pattern of the published schema is not anchored; this one is. */

const unitSeconds: Readonly<Record<string, number>> = { w: 604800, d: 86400, h: 3600, m: 60, s: 1 };

/** Length in seconds; undefined when the text is no duration. Units come once each, the largest first and not zero. */
export function durationSeconds(text: string): number | undefined {
  const match = /^(?!0)(?:\d+w ?)?(?:\d+d ?)?(?:\d+h ?)?(?:\d+m ?)?(?:\d+s)?$/.exec(text);
  if (match === null || text === "" || text.endsWith(" ")) return undefined;
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unitSeconds[unit ?? ""] ?? 0),
    0,
  );
}
