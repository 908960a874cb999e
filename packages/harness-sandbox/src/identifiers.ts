import { invalid } from "./refusal";
import type { Json } from "./entity";

/** Harness identifier reference: letters, digits, `_` and `$`, at most 128, not starting with a digit. */
const identifierPattern = /^[a-zA-Z_][0-9a-zA-Z_$]{0,127}$/;
/** Secrets may carry `-` as well. */
const secretIdentifierPattern = /^[a-zA-Z_][-0-9a-zA-Z_$]{0,127}$/;
/** Published schema, v0: no slash, no parentheses, no ampersand. */
const namePattern = /^[a-zA-Z_0-9-.][-0-9a-zA-Z_\s.]{0,127}$/;

const maxDescription = 1024;
const maxTags = 128;

/** Words the expression language claims; the identifier reference lists them. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    "or and eq ne lt gt le ge div mod not null true false new var return step parallel stepGroup " +
    "org account status liteEngineTask"
  ).split(" "),
);

/** @throws Refusal 400 when the identifier is missing, misshapen or reserved. */
export function checkIdentifier(identifier: unknown, what: string, allowDash = false): string {
  if (typeof identifier !== "string" || identifier === "")
    throw invalid(`${what} identifier cannot be empty`);
  const pattern = allowDash ? secretIdentifierPattern : identifierPattern;
  if (!pattern.test(identifier)) {
    throw invalid(
      `${what} identifier [${identifier}] must match ${pattern.source}: letters, digits and underscores, at most 128`,
    );
  }
  if (reservedWords.has(identifier))
    throw invalid(`${what} identifier [${identifier}] is a reserved keyword`);
  return identifier;
}

/** @throws Refusal 400 when the name is missing or has a character Harness does not take. */
export function checkName(name: unknown, what: string): string {
  if (typeof name !== "string" || name.trim() === "") throw invalid(`${what} name cannot be empty`);
  if (!namePattern.test(name)) {
    throw invalid(
      `${what} name [${name}] may hold letters, digits, blanks, "-", "_" and ".", at most 128 characters`,
    );
  }
  return name;
}

/** Description and tags of an object; both are optional. @throws Refusal 400 beyond 1024 characters or 128 tags. */
export function checkLabels(body: Json, what: string): void {
  const { description, tags } = body;
  if (description !== undefined && description !== null) {
    if (typeof description !== "string") throw invalid(`${what} description must be a text`);
    if (description.length > maxDescription) {
      throw invalid(
        `${what} description has ${description.length} characters, at most ${maxDescription} are allowed`,
      );
    }
  }
  if (tags === undefined || tags === null) return;
  if (typeof tags !== "object" || Array.isArray(tags)) throw invalid(`${what} tags must be a map of texts`);
  const values = Object.values(tags as Record<string, unknown>);
  if (values.length > maxTags)
    throw invalid(`${what} has ${values.length} tags, at most ${maxTags} are allowed`);
  for (const value of values)
    if (typeof value !== "string") throw invalid(`${what} tags must have text values`);
}
