/** Harness durations, in milliseconds. Source of the spelling: harness-schema, `timeout` of a step; anchored here. */

const unitMs: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};

/** Milliseconds of `10m`, `1h 30m` or `7d`; undefined when the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const match = /^(?:\d+w ?)?(?:\d+d ?)?(?:\d+h ?)?(?:\d+m ?)?(?:\d+s)?$/.exec(text.trim());
  if (match === null || text.trim() === "") return undefined;
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * unitMs[unit!]!,
    0,
  );
}

/** `1d 2h 5m`, the largest units first; `0s` for nothing. Weeks are written as days. */
export function durationText(milliseconds: number): string {
  const parts: string[] = [];
  let rest = Math.round(milliseconds / 1000) * 1000;
  for (const unit of ["d", "h", "m", "s"]) {
    const count = Math.floor(rest / unitMs[unit]!);
    rest -= count * unitMs[unit]!;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length === 0 ? "0s" : parts.join(" ");
}
