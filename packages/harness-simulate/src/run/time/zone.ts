/** Local times of a time zone. Harness writes them `2026-12-20 10:00 AM` with a zone beside. */

/** A date and a time of day, nowhere in particular. Months count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/**
 * Reads `2026-12-20 10:00 AM`; undefined for anything else.
 * Source: harness-core, `FreezeTimeUtils`, pattern `yyyy-MM-dd hh:mm a`, case does not count.
 */
export function parseLocalTime(text: string): LocalTime | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}) (am|pm)$/i.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const fits = hour >= 1 && hour <= 12 && minute < 60 && month >= 1 && day >= 1 && day <= daysIn(year, month);
  if (!fits) return undefined;
  return { year, month, day, hour: (hour % 12) + (/pm/i.test(match[6]!) ? 12 : 0), minute };
}

/** The instant of a local time. Undefined when the zone does not exist. A time that is skipped moves forward. */
export function instantIn(zone: string, local: LocalTime): number | undefined {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute);
  const first = offsetAt(zone, asUtc);
  if (first === undefined) return undefined;
  return asUtc - (offsetAt(zone, asUtc - first) ?? first);
}

/** The local time some days, months or years later; the day is cut to the length of the month, as Java does. */
export function later(local: LocalTime, unit: "day" | "month" | "year", count: number): LocalTime {
  if (unit === "day") {
    const date = new Date(Date.UTC(local.year, local.month - 1, local.day + count));
    return { ...local, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const months = local.year * 12 + local.month - 1 + count * (unit === "year" ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  return { ...local, year, month, day: Math.min(local.day, daysIn(year, month)) };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(zone: string, instant: number): number | undefined {
  const format = formatOf(zone);
  if (format === undefined) return undefined;
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    part["year"]!,
    part["month"]! - 1,
    part["day"],
    part["hour"],
    part["minute"],
    part["second"],
  );
  return local - Math.floor(instant / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    const two = "2-digit";
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    formats.set(zone, format);
    return format;
  } catch {
    return undefined;
  }
}
