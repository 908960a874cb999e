/** Looping strategies: matrix, repeat and parallelism, with bounded concurrency. */
import { isMap, listAt, mapAt, textAt, type Node } from "../trigger/documents";

/** One turn of a loop. */
export interface Iteration {
  /** Appended to the identifier, `_0` or `_0_1`; empty without a loop. Source: developer.harness.io, "Matrix". */
  readonly suffix: string;
  /** `matrix`, `repeat` and `strategy` for expressions. */
  readonly scope: Node;
  /** `region euw1, cell b`; empty without a loop. */
  readonly label: string;
}

/** All turns, and how many may run at once. */
export interface Loop {
  readonly iterations: readonly Iteration[];
  readonly concurrency: number;
}

const once: Loop = { iterations: [{ suffix: "", scope: {}, label: "" }], concurrency: 1 };

/**
 * The turns of a node with a `strategy`. Without `maxConcurrency` all run at once.
 * @param resolve fills in expressions of a text
 */
export function loopOf(node: Node, resolve: (text: string) => string): Loop {
  const strategy = mapAt(node, "strategy");
  if (isMap(strategy["matrix"])) return matrix(strategy["matrix"], resolve);
  if (isMap(strategy["repeat"])) return repeat(strategy["repeat"], resolve);
  const parallel = Number(resolve(textAt(strategy, "parallelism")));
  if (strategy["parallelism"] === undefined || !(parallel > 0)) return once;
  const indexes = Array.from({ length: parallel }, (_, index) => index);
  return loop(
    indexes.map((index) => ({ suffix: `_${index}`, own: {}, label: `${index + 1} of ${parallel}` })),
    parallel,
  );
}

/** Runs turns with at most so many at once; a turn that ends makes room for the next. @returns when all have ended */
export function schedule<T>(
  items: readonly T[],
  concurrency: number,
  start: number,
  run: (item: T, start: number) => number,
): number {
  const slots = Array.from({ length: Math.max(1, Math.min(concurrency, items.length)) }, () => start);
  for (const item of items) {
    const free = slots.indexOf(Math.min(...slots));
    slots[free] = run(item, slots[free]!);
  }
  return Math.max(...slots);
}

interface Turn {
  readonly suffix: string;
  readonly own: Node;
  readonly label: string;
}

function loop(turns: readonly Turn[], concurrency: number): Loop {
  const iterations = turns.map(({ suffix, own, label }, iteration) => {
    const strategy = { iteration, iterations: turns.length, identifierPostFix: suffix };
    return { suffix, label, scope: { ...own, strategy } };
  });
  return { iterations, concurrency };
}

const settings = ["exclude", "include", "maxConcurrency", "nodeName"];

function matrix(spec: Node, resolve: (text: string) => string): Loop {
  const axes = Object.entries(spec)
    .filter(([name]) => !settings.includes(name))
    .map(([name, values]) => ({ name, values: valuesOf(values, resolve) }));
  const turns = axes.reduce<{ suffix: string; values: Record<string, unknown> }[]>(
    (rows, axis) =>
      rows.flatMap((row) =>
        axis.values.map((value, index) => ({
          suffix: `${row.suffix}_${index}`,
          values: { ...row.values, [axis.name]: value },
        })),
      ),
    [{ suffix: "", values: {} }],
  );
  const kept = turns.filter(
    ({ values }) =>
      !listAt(spec, "exclude").some((out) =>
        Object.entries(out).every(([name, value]) => String(values[name]) === String(value)),
      ),
  );
  return loop(
    kept.map(({ suffix, values }) => ({ suffix, own: { matrix: values }, label: labelOf(values) })),
    concurrencyOf(spec, resolve, kept.length),
  );
}

function repeat(spec: Node, resolve: (text: string) => string): Loop {
  const times = Number(resolve(textAt(spec, "times"))) || 0;
  const items =
    spec["items"] === undefined
      ? Array.from({ length: times }, (_, index) => index)
      : valuesOf(spec["items"], resolve);
  return loop(
    items.map((item, index) => ({
      suffix: `_${index}`,
      own: { repeat: { item, index } },
      label: textOf(item),
    })),
    concurrencyOf(spec, resolve, items.length),
  );
}

function concurrencyOf(spec: Node, resolve: (text: string) => string, all: number): number {
  return Number(resolve(textAt(spec, "maxConcurrency"))) || all;
}

/** A list, or an expression that stands for JSON or for words between commas. */
function valuesOf(values: unknown, resolve: (text: string) => string): unknown[] {
  if (Array.isArray(values))
    return values.map((value: unknown) => (typeof value === "string" ? resolve(value) : value));
  const text = resolve(typeof values === "string" ? values : "");
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // no JSON
  }
  return text.split(",").map((word) => word.trim());
}

function labelOf(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${textOf(value)}`)
    .join(", ");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
