/** Cron expressions as Harness reads them: UNIX with five fields, Quartz with six or seven. */

interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const weekdays = "SUN MON TUE WED THU FRI SAT".split(" ");

const unix: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: months },
  { least: 0, most: 7, names: weekdays },
];
const quartz: readonly Field[] = [{ least: 0, most: 59 }, ...unix, { least: 1970, most: 2199 }];

/** Whether a text is a cron expression of the kind. */
export function isCron(text: string, kind: "UNIX" | "QUARTZ"): boolean {
  const parts = text.trim().split(/\s+/);
  const fields = kind === "UNIX" ? unix : quartz;
  const enough = kind === "UNIX" ? parts.length === 5 : parts.length === 6 || parts.length === 7;
  return enough && parts.every((part, index) => isField(part, fields[index]!, kind));
}

function isField(part: string, field: Field, kind: "UNIX" | "QUARTZ"): boolean {
  if (kind === "QUARTZ" && /^(\?|L|LW|\d+[LW]|\d#[1-5])$/.test(part)) return true;
  return part.split(",").every((item) => {
    const match = /^(\*|\w+(?:-\w+)?)(?:\/(\d+))?$/.exec(item);
    if (match === null || match[2] === "0") return false;
    if (match[1] === "*") return true;
    const [from, to] = (match[1] ?? "").split("-").map((word) => valueOf(word, field));
    return from !== undefined && (!(match[1] ?? "").includes("-") || (to !== undefined && from <= to));
  });
}

function valueOf(word: string, { least, most, names }: Field): number | undefined {
  const named = names?.indexOf(word.toUpperCase()) ?? -1;
  if (named >= 0) return named + least;
  const number = /^\d+$/.test(word) ? Number(word) : NaN;
  return number >= least && number <= most ? number : undefined;
}
