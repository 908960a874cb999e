import type { Json } from "./entity";
import { invalid } from "./refusal";

/** Reads members of a JSON object whose shape is not known yet. */

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text member; absent, null and empty are all undefined. @throws Refusal 400 when it is no text. */
export function text(body: Json, member: string): string | undefined {
  const value = body[member];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw invalid(`${member} must be a text`);
  return value;
}

/** A text member that must be there. @throws Refusal 400 when it is not. */
export function requiredText(body: Json, member: string): string {
  const value = text(body, member);
  if (value === undefined) throw invalid(`${member} must not be empty`);
  return value;
}

/** The text of a label that is written as a whole number, without quotes. */
export function labelOf(value: unknown): string | undefined {
  return Number.isInteger(value) ? String(value) : undefined;
}

/** An object member that must be there. @throws Refusal 400 when it is not. */
export function requiredObject(body: Json, member: string): Record<string, unknown> {
  const value = body[member];
  if (!isObject(value)) throw invalid(`${member} must be an object`);
  return value;
}

/** A list of texts; absent is the empty list. @throws Refusal 400 when it holds anything else. */
export function texts(body: Json, member: string): string[] {
  const value = body[member];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) {
    throw invalid(`${member} must be a list of texts`);
  }
  return value as string[];
}

/** A list of objects; absent is the empty list. @throws Refusal 400 when it holds anything else. */
export function objects(body: Json, member: string): Record<string, unknown>[] {
  const value = body[member];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isObject)) throw invalid(`${member} must be a list of objects`);
  return value;
}

/** Description and tags as Harness stores them: never absent. */
export function labels(body: Json): { description: string; tags: Record<string, unknown> } {
  const { description, tags } = body;
  return {
    description: typeof description === "string" ? description : "",
    tags: isObject(tags) ? tags : {},
  };
}

/** The members of `body` that are named and present (not undefined, not null). */
export function pick(body: Json, members: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const member of members) {
    if (body[member] !== undefined && body[member] !== null) picked[member] = body[member];
  }
  return picked;
}
