/** One field of a cron expression: which numbers and names it takes. */

/** A field, in words and in numbers. */
export interface Field {
  /** What people call it. */
  readonly called: string;
  readonly least: number;
  readonly most: number;
  /** Names for the numbers, beginning with `firstName`. */
  readonly names?: readonly string[];
  /** The number of the first name; `least` when it is not given. */
  readonly firstName?: number;
}

const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const weekdays = "SUN MON TUE WED THU FRI SAT".split(" ");

export const second: Field = { called: "second", least: 0, most: 59 };
export const minute: Field = { called: "minute", least: 0, most: 59 };
export const hour: Field = { called: "hour", least: 0, most: 23 };
export const day: Field = { called: "day of the month", least: 1, most: 31 };
export const month: Field = { called: "month", least: 1, most: 12, names: months };

/** Weekdays are counted from 0 or from 1, up to 6 or 7, each grammar in its own way. */
export function weekday(least: number, most: number): Field {
  return { called: "day of the week", least, most, names: weekdays };
}

/** The number that a word stands for; undefined when the field does not have it. Names may be in either case. */
export function valueOf(word: string, field: Field): number | undefined {
  const { least, most, names = [], firstName = least } = field;
  const named = names.indexOf(word.toUpperCase());
  if (named >= 0) return named + firstName;
  if (!/^\d+$/.test(word)) return undefined;
  const number = Number(word);
  return number >= least && number <= most ? number : undefined;
}

/** `7 is not a day of the week: 0 to 6, or SUN to SAT` */
export function notIn(word: string, { called, least, most, names }: Field): string {
  const named = names === undefined ? "" : `, or ${names[0]} to ${names.at(-1)}`;
  return `${JSON.stringify(word)} is no ${called}: it goes from ${least} to ${most}${named}`;
}

/** What is wrong with the number of fields; undefined when there are as many as one of the counts. */
export function countFault(
  parts: readonly string[],
  fields: readonly Field[],
  optional = 0,
): string | undefined {
  if (parts.length <= fields.length && parts.length >= fields.length - optional) return undefined;
  const counts = optional === 0 ? `${fields.length}` : `${fields.length - optional} or ${fields.length}`;
  return `it has ${parts.length} of the fields ${fields.map(({ called }) => called).join(", ")}; ${counts} are needed`;
}
