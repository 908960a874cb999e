import { parse, parseDocument, stringify } from "yaml";
import type { Json } from "../entity";
import { isObject } from "../fields";
import { invalid } from "../refusal";

/** Harness refuses documents of more than 3 MB (3,145,728 code points). */
const maxLength = 3_145_728;

/** @throws Refusal 400 when a document is longer than Harness takes. */
export function checkLength(source: string, what: string): void {
  if (source.length > maxLength) throw invalid(`${what} YAML is larger than 3 MB`);
}

/**
 * Parses a document and returns what stands under its one root key.
 * @throws Refusal 400 when it is no valid YAML 1.2, too long, or has another root.
 */
export function readDocument(source: string, root: string, what: string): Record<string, unknown> {
  checkLength(source, what);
  const content = readFragment(source, what);
  if (!isObject(content)) throw invalid(`Invalid YAML for ${what}: expected a map with the key [${root}]`);
  const body = content[root];
  if (!isObject(body)) throw invalid(`Invalid YAML for ${what}: [${root}] must be a map`);
  return body;
}

/** The text of a document of one root whose member has another value. Written anew: comments and spelling are gone. */
export function withMember(source: string, root: string, member: string, value: string): string {
  const document = parse(source) as Record<string, Json>;
  return stringify({ ...document, [root]: { ...document[root], [member]: value } });
}

/** Parses a document without a root key, such as an override. @throws Refusal 400 when it is no valid YAML. */
export function readFragment(source: string, what: string): unknown {
  const document = parseDocument(source, { uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) throw invalid(`Invalid YAML for ${what}: ${firstLine(error.message)}`);
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    throw invalid(`Invalid YAML for ${what}: ${firstLine((error as Error).message)}`);
  }
}

/**
 * Compares members of the YAML with what the request says elsewhere.
 * @param required members that must be in the YAML; others are only compared when they are.
 * @throws Refusal 400 naming the first difference.
 */
export function checkAgrees(
  yaml: Json,
  expected: Readonly<Record<string, string | undefined>>,
  what: string,
  required: readonly string[] = [],
): void {
  for (const [member, value] of Object.entries(expected)) {
    const found = yaml[member];
    if (found === undefined && !required.includes(member)) continue;
    if (value === undefined && (found === undefined || found === "")) continue;
    if (found !== value) {
      throw invalid(
        `Expected ${what} ${member} in YAML to be [${value ?? "null"}], but was [${String(found)}]`,
      );
    }
  }
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
