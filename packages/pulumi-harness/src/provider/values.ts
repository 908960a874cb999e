/** Comparing property values as Harness means them. Pure; used by Diff, Read and the recognition of own objects. */
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import type { ResourceSpec } from "../sdk/spec";
import type { Plain } from "./wire/struct";
import { Unknown } from "./wire/unknowns";

/**
 * Whether a value says nothing: Harness returns an absent list, map, text or flag in any of these forms. A list of objects
 * that say nothing is one of them (a filter without resources is sent, and none comes back).
 */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.every((item) => isObject(item) && isEmpty(item));
  return typeof value === "object" && !(value instanceof Unknown) && Object.values(value).every(isEmpty);
}

/** Whether two values of an input mean the same. An unknown equals nothing. */
export function sameValue(spec: ResourceSpec, key: string, a: unknown, b: unknown): boolean {
  if (a instanceof Unknown || b instanceof Unknown) return false;
  if (isDeepStrictEqual(a, b)) return true; // what nobody has changed, without a look at what it means
  if (spec.yaml?.key === key && typeof a === "string" && typeof b === "string") return sameYaml(a, b);
  const ignored = spec.filled.filter((name) => !hasMember(a, name) || !hasMember(b, name));
  const rules = { unordered: spec.unordered, json: spec.json, ignored };
  return canonical(rules, key, a) === canonical(rules, key, b);
}

/**
 * A text for the meaning of an input's value: two values that both have (or both lack) the members Harness fills in mean the
 * same exactly when their texts are equal. Empty for a value that says nothing.
 * @param ignored members that do not count
 */
export function meaningOf(
  spec: ResourceSpec,
  key: string,
  value: unknown,
  ignored: readonly string[] = [],
): string {
  if (spec.yaml?.key === key && typeof value === "string") {
    const document = value === "" ? undefined : parseYaml(value);
    return document === undefined ? value : (JSON.stringify(sortKeys(document)) ?? "");
  }
  return canonical({ unordered: spec.unordered, json: spec.json, ignored }, key, value);
}

/** Whether two YAML texts hold the same document. Texts that do not parse are compared as they are. */
export function sameYaml(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [parseYaml(a), parseYaml(b)];
  if (left === undefined || right === undefined) return false;
  return JSON.stringify(sortKeys(left)) === JSON.stringify(sortKeys(right));
}

/** The document of a YAML text, or undefined when it does not parse. */
export function parseYaml(text: string): unknown {
  try {
    return parse(text, { logLevel: "silent" }) as unknown;
  } catch {
    return undefined;
  }
}

/** The properties that say something. */
export function compact(values: Readonly<Record<string, unknown>>): Plain {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value === false || !isEmpty(value)));
}

interface Rules {
  readonly unordered: readonly string[];
  readonly json: readonly string[];
  readonly ignored: readonly string[];
}

/** One text per meaning: empty and ignored members dropped, keys sorted, unordered lists sorted. */
function canonical(rules: Rules, key: string, value: unknown): string {
  return JSON.stringify(normal(rules, key, value)) ?? "";
}

function normal(rules: Rules, key: string, value: unknown): unknown {
  if (isEmpty(value)) return undefined;
  if (Array.isArray(value)) {
    const saying = value.filter((item: unknown) => !isObject(item) || !isEmpty(item));
    const items = saying.map((item) => (key === "tags" ? tagSpelling(item) : normal(rules, key, item)));
    if (!rules.unordered.includes(key)) return items;
    return items.map((item) => JSON.stringify(item) ?? "").sort();
  }
  if (typeof value === "string" && rules.json.includes(key)) return sortKeys(parseYaml(value) ?? value);
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value)
    .filter(([name]) => !rules.ignored.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, item]) => [name, normal(rules, name, item)]));
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value has a member of that name, at any depth. */
export function hasMember(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => hasMember(item, name));
  if (typeof value !== "object" || value === null) return false;
  return name in value || Object.values(value).some((item) => hasMember(item, name));
}

/** `"key:"` and `"key"` are the same tag: one with an empty value. */
function tagSpelling(tag: unknown): unknown {
  return typeof tag === "string" && tag.endsWith(":") ? tag.slice(0, -1) : tag;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, item]) => [key, sortKeys(item)]));
}
