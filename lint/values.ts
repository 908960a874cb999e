/** Careful looks into parsed YAML, which may hold anything. */
import type { Json, Path } from "./model";

export function isMapping(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as a mapping; empty when it is none. */
export function mapping(value: unknown): Json {
  return isMapping(value) ? value : {};
}

/** The value as a list; empty when it is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value when it is text. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The value at a path; undefined where the path ends early. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (Array.isArray(inner) ? inner[Number(step)] : mapping(inner)[String(step)]),
    value,
  );
}

/** Whether Harness fills the value in later: a runtime input or any other expression. */
export function isExpression(value: unknown): boolean {
  return typeof value === "string" && value.includes("<+");
}

/** Whether the value is left open for whoever runs or links the document. */
export function isRuntimeInput(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("<+input>");
}

/** A value and where it stands. */
export interface Placed<T = unknown> {
  readonly path: Path;
  readonly value: T;
}

/** Every mapping below a value, itself included, in document order. */
export function mappings(value: unknown, path: Path): Placed<Json>[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => mappings(item, [...path, index]));
  if (!isMapping(value)) return [];
  return [
    { path, value },
    ...Object.entries(value).flatMap(([key, inner]) => mappings(inner, [...path, key])),
  ];
}

/** Every text below a value, in document order. */
export function texts(value: unknown, path: Path): Placed<string>[] {
  if (typeof value === "string") return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, [...path, index]));
  return Object.entries(mapping(value)).flatMap(([key, inner]) => texts(inner, [...path, key]));
}

/** The entries of a list that are mappings, with their paths. */
export function entries(value: unknown, path: Path): Placed<Json>[] {
  return list(value).flatMap((item, index) =>
    isMapping(item) ? [{ path: [...path, index], value: item }] : [],
  );
}
