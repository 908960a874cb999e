/** Every field that the schemas of the catalog know, so that a new one is met without anybody thinking of it. */
import { z } from "zod";
import type { Path } from "@harness-catalog/located-yaml/locate";

/** A path with `*` for any key of a record and any place in a list. */
export type Pattern = string;

/** What a schema allows to be written: values, and keys that a person chooses. */
export interface Fields {
  readonly values: ReadonlySet<Pattern>;
  /** Patterns of mappings whose keys are free. */
  readonly records: ReadonlySet<Pattern>;
}

/** All fields below a schema. */
export function fieldsOf(schema: z.ZodType): Fields {
  const values = new Set<Pattern>();
  const records = new Set<Pattern>();
  const visit = (each: z.ZodType, path: readonly string[]): void => {
    if (each instanceof z.ZodOptional || each instanceof z.ZodDefault || each instanceof z.ZodPrefault)
      return visit(each.unwrap() as z.ZodType, path);
    if (each instanceof z.ZodUnion)
      return (each.options as z.ZodType[]).forEach((option) => visit(option, path));
    if (each instanceof z.ZodArray) return visit(each.element as z.ZodType, [...path, "*"]);
    if (each instanceof z.ZodRecord) {
      records.add(path.join("."));
      return visit(each.valueType as z.ZodType, [...path, "*"]);
    }
    if (each instanceof z.ZodObject) {
      for (const [key, child] of Object.entries(each.shape)) visit(child as z.ZodType, [...path, key]);
      return;
    }
    values.add(path.join("."));
  };
  visit(schema, []);
  return { values, records };
}

/** One place where something can be written. */
export interface Field {
  readonly path: Path;
  readonly at: "value" | "key";
}

/** Every place of a value that one of the fields is for. */
export function placesIn(value: unknown, fields: Fields, path: Path = []): Field[] {
  if (typeof value !== "object" || value === null) return [{ path, at: "value" }];
  const free = !Array.isArray(value) && fields.records.has(patternOf(path, fields));
  const children = Array.isArray(value)
    ? value.map((child: unknown, index) => [index, child] as const)
    : Object.entries(value);
  return children.flatMap(([key, child]) => [
    ...(free ? [{ path: [...path, key], at: "key" } as const] : []),
    ...placesIn(child, fields, [...path, key]),
  ]);
}

/** The pattern that a path is one of. */
export function patternOf(path: Path, { records }: Fields): Pattern {
  return path.reduce<string>((above, step) => {
    const own = typeof step === "number" || records.has(above) ? "*" : step;
    return above === "" && path[0] === step ? own : `${above}.${own}`;
  }, "");
}

/** The value with another one, or another key, at a place. */
export function withText(root: unknown, { path, at }: Field, text: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  if (Array.isArray(root))
    return root.map((each: unknown, index) =>
      index === step ? withText(each, { path: rest, at }, text) : each,
    );
  const pairs = root instanceof Map ? [...(root as Map<string, unknown>)] : Object.entries(root as object);
  const entries = pairs.map(([key, child]: [string, unknown]) => {
    if (key !== step) return [key, child] as const;
    return rest.length === 0 && at === "key"
      ? ([text, child] as const)
      : ([key, withText(child, { path: rest, at }, text)] as const);
  });
  // A Map, because a key may be __proto__.
  return new Map(entries);
}
