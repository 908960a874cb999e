/**
 * The schedule of a Kubernetes CronJob. Source: the parser the API server asks, github.com/robfig/cron v3 `ParseStandard`,
 * and `validateScheduleFormat` of kubernetes/pkg/apis/batch/validation, which refuses a time zone in it; read on 2026-11-30.
 */
import { countFault, day, hour, minute, month, notIn, valueOf, weekday, type Field } from "./field";

const fields: readonly Field[] = [minute, hour, day, month, weekday(0, 6)];

const words = "@yearly @annually @monthly @weekly @daily @midnight @hourly".split(" ");
const every = /^@every [+]?(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+$/;

/** What the API server has against a schedule; undefined when it takes it. */
export function kubernetesFault(expression: string): string | undefined {
  if (expression.includes("TZ"))
    return "a schedule has no time zone in it, a CronJob has its own field timeZone";
  if (expression.startsWith("@")) {
    if (words.includes(expression) || every.test(expression)) return undefined;
    return `${JSON.stringify(expression)} is none of ${words.join(", ")} and @every with a duration`;
  }
  const parts = expression.trim().split(/\s+/);
  return (
    countFault(parts, fields) ??
    parts.map((part, index) => fieldFault(part, fields[index]!)).find((fault) => fault !== undefined)
  );
}

/** Empty items of a list count for nothing there. */
function fieldFault(part: string, field: Field): string | undefined {
  return part
    .split(",")
    .filter((item) => item !== "")
    .map((item) => itemFault(item, field))
    .find((fault) => fault !== undefined);
}

function itemFault(item: string, field: Field): string | undefined {
  const [range = "", step, ...more] = item.split("/");
  const ends = range.split("-");
  if (more.length > 0 || ends.length > 2) return notIn(item, field);
  if (step !== undefined && !(/^\d+$/.test(step) && Number(step) >= 1)) {
    return `${JSON.stringify(item)} has no step from 1 on`;
  }
  if (ends[0] === "*" || ends[0] === "?") return undefined;
  const wrong = ends.find((word) => valueOf(word, field) === undefined);
  if (wrong !== undefined) return notIn(wrong, field);
  const [from, to] = ends.map((word) => valueOf(word, field)!);
  return to === undefined || from! <= to ? undefined : `${JSON.stringify(range)} ends before it begins`;
}
