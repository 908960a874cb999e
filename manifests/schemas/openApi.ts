/** Schemas from Kubernetes's OpenAPI document. */
import { ofKind, strict, type Schema } from "./strict";
import type { SchemaOf } from "./place";

/** As far as it is read. */
export interface Swagger {
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** Amounts are texts to the document, and numbers in many a manifest. */
const quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";

/** A schema for each kind, with the definitions it needs beside it. @throws Error for a kind that the document does not have */
export function openApiSchemas(
  { definitions }: Swagger,
  kinds: readonly { readonly apiVersion: string; readonly kind: string }[],
): SchemaOf[] {
  return kinds.map(({ apiVersion, kind }) => {
    const [version = "", group = ""] = apiVersion.split("/").reverse();
    const name = Object.keys(definitions).find((key) => isOf(definitions[key]!, group, version, kind));
    if (name === undefined) throw new Error(`the OpenAPI document has no ${apiVersion} ${kind}`);
    const needed = new Map<string, Schema>();
    const follow = (reference: string): Schema => {
      const target = reference.replace("#/definitions/", "");
      if (!needed.has(target)) {
        needed.set(target, {}); // there first, because definitions refer to themselves
        needed.set(target, definition(target));
      }
      return { $ref: `#/definitions/${target}` };
    };
    const definition = (target: string): Schema =>
      target === quantity ? { type: ["string", "number"] } : strict(definitions[target]!, follow);
    const schema = ofKind(definition(name), apiVersion, kind);
    const sorted = Object.fromEntries([...needed].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { group, version, kind, schema: { ...schema, definitions: sorted } };
  });
}

function isOf(schema: Schema, group: string, version: string, kind: string): boolean {
  const kinds = schema["x-kubernetes-group-version-kind"] as
    { group: string; version: string; kind: string }[] | undefined;
  // several kinds are those of a common part, such as the options of a deletion
  return (
    kinds?.length === 1 &&
    kinds[0]!.group === group &&
    kinds[0]!.version === version &&
    kinds[0]!.kind === kind
  );
}
