/** Words for values: what was found, what is expected, and what to write instead. */
import type { z } from "zod";
import type { Path } from "@harness-catalog/located-yaml/locate";
import { listWords } from "@harness-catalog/problems/suggest";
import { imagePattern } from "../schema/text";

interface Said {
  readonly message: string;
  readonly hint: string;
}

/** The value at a path of plain data; undefined when the path leads nowhere. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)] as unknown;
    return isMapping(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, root);
}

/** A YAML mapping as plain data. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as it is shown in a message: text in quotes, at most 60 characters. */
export function show(value: unknown): string {
  return cut(JSON.stringify(value) ?? "nothing");
}

function cut(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/**
 * A value of another type than expected; `schemas` are those that apply to it, `keys` those it may have as a mapping.
 * @param written its characters in the file; undefined where there is no file
 */
export function wrongType(
  value: unknown,
  expected: string,
  schemas: readonly z.ZodType[],
  keys: readonly string[],
  written?: string,
): Said {
  const wanted = typeNames[expected] ?? expected;
  if (value === null) {
    const hint = 'write a value (in quotes if it begins with "#") or remove the key';
    return { message: `is empty, expected ${wanted}`, hint };
  }
  const spelled = isScalar(value) ? (written ?? String(value)) : undefined;
  const shown = spelled === undefined || typeof value === "string" ? show(value) : cut(spelled);
  const message = `${shown} is ${typeName(value)}, expected ${wanted}`;
  if (expected === "array" && spelled !== undefined) return { message, hint: `write [${spelled}]` };
  if (expected === "string" && spelled !== undefined) return { message, hint: asText(spelled, schemas) };
  return { message, hint: keys.length === 0 ? `write ${wanted}` : `write the keys ${listWords(keys)}` };
}

/** Quotes help only when the text they make is allowed. */
function asText(text: string, schemas: readonly z.ZodType[]): string {
  const results = schemas.map((schema) => schema.safeParse(text));
  const failed = results.find((result) => !result.success);
  const allowed = failed === undefined || results.some((result) => result.success);
  return allowed ? `write "${text}" in quotes` : `write ${failed.error.issues[0]?.message ?? "text"}`;
}

/** A text that breaks a pattern; the schema's own message completes "must be …". */
export function badValue(value: unknown, issue: z.core.$ZodIssue | undefined): Said {
  const rule = issue?.message ?? "spelled differently";
  const pattern = issue?.code === "invalid_format" ? issue.pattern : undefined;
  const proposal = pattern === undefined ? undefined : legalSpelling(String(value), pattern);
  const hint = proposal === undefined ? "correct the value" : `write "${proposal}"`;
  return { message: `${show(value)} must be ${rule}`, hint };
}

/** A number, text or list outside its bounds. */
export function sizeOutside(value: unknown, issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Said {
  const least = issue.code === "too_small";
  const bound = String(least ? issue.minimum : issue.maximum);
  const limit = `${least ? "at least" : "at most"} ${bound}`;
  const verb = least ? "add to it" : "shorten it";
  if (Array.isArray(value))
    return { message: `has ${count(value.length, "entry", "entries")}, needs ${limit}`, hint: verb };
  if (typeof value !== "string")
    return { message: `${show(value)} must be ${limit}`, hint: `write ${limit}` };
  return {
    message: `${show(value)} has ${count(value.length, "character", "characters")}, needs ${limit}`,
    hint: verb,
  };
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping of keys",
  record: "a mapping of keys",
};

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** `a list`, of a value that is one. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeNames[typeof value] ?? typeof value;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The first respelling the pattern accepts: as a slug, as an identifier, as a channel, as the name of an image. */
function legalSpelling(value: string, pattern: string): string | undefined {
  if (pattern === String(imagePattern)) return imageIn(value);
  // Another spelling must not be another value: not of a number with its unit, and no letter may get lost.
  if (!/^[#A-Za-z_ -][\w #-]*$/.test(value)) return undefined;
  const rule = new RegExp(pattern.replace(/^\/|\/$/g, ""));
  const slug = value
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return [slug, slug.replaceAll("-", "_"), `#${slug}`].find((candidate) => rule.test(candidate));
}

/** The image that a reference means, without scheme, digest and tag. */
function imageIn(reference: string): string | undefined {
  const name = reference
    .replace(/^https?:\/\//, "")
    .replace(/@sha256:[0-9a-f]*$/, "")
    .replace(/:[\w][\w.-]*$/, "")
    .toLowerCase();
  return imagePattern.test(name) ? name : undefined;
}
