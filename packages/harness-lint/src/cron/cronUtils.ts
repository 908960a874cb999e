/**
 * The two grammars that Harness reads with the library cron-utils. Source: github.com/jmrozanec/cron-utils,
 * `CronDefinitionBuilder` (UNIX and QUARTZ), `FieldParser` and `ValidationFieldExpressionVisitor`, read on 2026-11-30.
 */
import { countFault, day, hour, minute, month, notIn, second, valueOf, weekday, type Field } from "./field";

/** A field with what cron-utils allows in it beside numbers, names, lists, ranges and steps. */
interface Wider extends Field {
  /** Whether `?` may stand for it. */
  readonly open?: boolean;
  /** Further forms of one item of a list. */
  readonly forms?: readonly RegExp[];
  /** Whether a range must not run over the end, as from November to February. */
  readonly strict?: boolean;
}

const strictly = (field: Field): Wider => ({ ...field, strict: true });

const unix: readonly Wider[] = [minute, hour, day, month, weekday(0, 7)].map(strictly);

const quartz: readonly Wider[] = [
  second,
  minute,
  hour,
  { ...day, open: true, forms: [/^L$/, /^LW$/, /^L-(\d+)$/, /^(\d+)W$/, /^(\d+)L$/, /^(\d+)-L$/] },
  month,
  { ...weekday(1, 7), open: true, forms: [/^L$/, /^L-(\d+)$/, /^(\w+)L$/, /^(\w+)#(\d+)$/] },
  { called: "year", least: 1970, most: 2099, strict: true },
];

/** What cron-utils has against an expression of the type UNIX; undefined when it takes it. */
export function unixFault(expression: string): string | undefined {
  const parts = expression.trim().split(/\s+/);
  return countFault(parts, unix) ?? firstFault(parts, unix);
}

/** What cron-utils has against an expression of the type QUARTZ; undefined when it takes it. */
export function quartzFault(expression: string): string | undefined {
  const parts = expression.trim().split(/\s+/);
  return countFault(parts, quartz, 1) ?? firstFault(parts, quartz) ?? eitherDay(parts[3]!, parts[5]!);
}

function eitherDay(ofMonth: string, ofWeek: string): string | undefined {
  if ((ofMonth === "?") !== (ofWeek === "?")) return undefined;
  return "exactly one of day of the month and day of the week must be ?";
}

function firstFault(parts: readonly string[], fields: readonly Wider[]): string | undefined {
  return parts.map((part, index) => fieldFault(part, fields[index]!)).find((fault) => fault !== undefined);
}

function fieldFault(part: string, field: Wider): string | undefined {
  if (part === "?" && field.open === true) return undefined;
  return part
    .split(",")
    .map((item) => itemFault(item, field))
    .find((fault) => fault !== undefined);
}

function itemFault(item: string, field: Wider): string | undefined {
  if (item === "*") return undefined;
  for (const form of field.forms ?? []) {
    const match = form.exec(item.toUpperCase());
    if (match === null) continue;
    const wrong = match.slice(1).find((word) => valueOf(word, field) === undefined);
    return wrong === undefined ? undefined : notIn(wrong, field);
  }
  const [base = "", step, ...more] = item.split("/");
  if (more.length > 0 || (base === "" && step === undefined)) return notIn(item, field);
  if (step !== undefined && !(/^\d+$/.test(step) && Number(step) >= 1 && Number(step) <= field.most)) {
    return `${JSON.stringify(item)} has no step from 1 to ${field.most}`;
  }
  return base === "" || base === "*" ? undefined : rangeFault(base, field);
}

function rangeFault(range: string, field: Wider): string | undefined {
  const words = range.split("-");
  if (words.length > 2) return notIn(range, field);
  const wrong = words.find((word) => valueOf(word, field) === undefined);
  if (wrong !== undefined) return notIn(wrong, field);
  const [from, to] = words.map((word) => valueOf(word, field)!);
  if (field.strict !== true || to === undefined || from! <= lastOf(words[1]!, to, field)) return undefined;
  return `${JSON.stringify(range)} ends before it begins`;
}

/** Sunday is day 0 and day 7 of a UNIX week: as the end of a range it is the last. */
function lastOf(word: string, value: number, { most, names }: Field): number {
  return most === 7 && word.toUpperCase() === names?.[0] ? most : value;
}
