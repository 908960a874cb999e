/** Careful looks into parsed YAML, which may hold anything. */
import type { Document } from "yaml";
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

/** Every mapping and every text below a value, itself included, each in document order. */
export interface Contents {
  readonly mappings: readonly Placed<Json>[];
  readonly texts: readonly Placed<string>[];
}

/** Walks a value once. Paths are made for what is kept only. */
export function contents(value: unknown, path: Path): Contents {
  const mappings: Placed<Json>[] = [];
  const texts: Placed<string>[] = [];
  const visit = (inner: unknown, at: Path): void => {
    if (Array.isArray(inner)) {
      inner.forEach((item, index) => {
        if (typeof item === "string") texts.push({ path: [...at, index], value: item });
        else if (typeof item === "object" && item !== null) visit(item, [...at, index]);
      });
    } else if (isMapping(inner)) {
      mappings.push({ path: at, value: inner });
      for (const key of Object.keys(inner)) {
        const item = inner[key];
        if (typeof item === "string") texts.push({ path: [...at, key], value: item });
        else if (typeof item === "object" && item !== null) visit(item, [...at, key]);
      }
    }
  };
  visit(value, path);
  return { mappings, texts };
}

/** The entries of a list that are mappings, with their paths. */
export function entries(value: unknown, path: Path): Placed<Json>[] {
  return list(value).flatMap((item, index) =>
    isMapping(item) ? [{ path: [...path, index], value: item }] : [],
  );
}

/** The library refuses aliases that multiply without end, or have no anchor, and merges of what is no mapping: no value then. */
export function plainValue(yaml: Document): unknown {
  try {
    return yaml.toJS() as unknown;
  } catch {
    return undefined;
  }
}
