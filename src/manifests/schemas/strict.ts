/** What the schemas of Kubernetes need before a strict validator takes them. */

/** A schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** Keywords that say nothing about validity, or that JSON Schema does not know. */
const dropped = /^(description|default|example|x-kubernetes-.*|format|title|externalDocs)$/;

/**
 * The schema without words and with unknown fields forbidden. Quantities and ports that may be numbers or texts are both.
 * @param follow what becomes of a reference to a definition
 */
export function strict(schema: Schema, follow: (reference: string) => Schema): Schema {
  if (typeof schema["$ref"] === "string") return follow(schema["$ref"]);
  if (schema["x-kubernetes-int-or-string"] === true || schema["format"] === "int-or-string") {
    return { type: ["string", "integer"] };
  }
  const inner = (part: unknown): unknown => strict(part as Schema, follow);
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (dropped.test(key)) continue;
    if (key === "properties") {
      result[key] = Object.fromEntries(
        Object.entries(value as object).map(([name, part]) => [name, inner(part)]),
      );
    } else if (
      ["items", "not"].includes(key) ||
      (key === "additionalProperties" && typeof value === "object")
    ) {
      result[key] = inner(value);
    } else if (["allOf", "anyOf", "oneOf"].includes(key)) {
      result[key] = (value as unknown[]).map(conditions(follow));
    } else {
      result[key] = value;
    }
  }
  const open = schema["x-kubernetes-preserve-unknown-fields"] === true || "additionalProperties" in result;
  return "properties" in result && !open ? { ...result, additionalProperties: false } : result;
}

/** Branches of a condition name only the fields they are about; forbidding others is the whole schema's business. */
function conditions(follow: (reference: string) => Schema): (part: unknown) => unknown {
  const loosen = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(loosen);
    if (typeof part !== "object" || part === null) return part;
    const entries = Object.entries(part).filter(
      ([key, value]) => !(key === "additionalProperties" && value === false),
    );
    return Object.fromEntries(entries.map(([key, value]) => [key, loosen(value)]));
  };
  return (part) => loosen(strict(part as Schema, follow));
}

/** The schema with its version and kind fixed, and both needed. */
export function ofKind(schema: Schema, apiVersion: string, kind: string): Schema {
  const properties = schema["properties"] as Schema | undefined;
  const required = new Set([...((schema["required"] as string[] | undefined) ?? []), "apiVersion", "kind"]);
  return {
    ...schema,
    required: [...required].sort(),
    properties: { ...properties, apiVersion: { const: apiVersion }, kind: { const: kind } },
  };
}
