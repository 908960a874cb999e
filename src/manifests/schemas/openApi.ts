/** Schemas from Kubernetes's OpenAPI document. */
import { ofKind, strict, type Schema } from "./strict";
import type { SchemaOf } from "./place";

/** As far as it is read. */
export interface Swagger {
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** Amounts are texts to the document, and numbers in many a manifest. */
const quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";

/**
 * A schema for each kind, with every definition in its place: behind a reference kubeconform says no more than that
 * something is wrong.
 * @throws Error for a kind that the document does not have, and for a definition that contains itself
 */
export function openApiSchemas(
  { definitions }: Swagger,
  kinds: readonly { readonly apiVersion: string; readonly kind: string }[],
): SchemaOf[] {
  const resolve = (name: string, above: readonly string[]): Schema => {
    if (above.includes(name)) throw new Error(`${name} contains itself`);
    if (name === quantity) return { type: ["string", "number"] };
    const follow = (reference: string) => resolve(reference.replace("#/definitions/", ""), [...above, name]);
    return strict(definitions[name]!, follow);
  };
  return kinds.map(({ apiVersion, kind }) => {
    const [version = "", group = ""] = apiVersion.split("/").reverse();
    const name = Object.keys(definitions).find((key) => isOf(definitions[key]!, group, version, kind));
    if (name === undefined) throw new Error(`the OpenAPI document has no ${apiVersion} ${kind}`);
    return { group, version, kind, schema: ofKind(resolve(name, []), apiVersion, kind) };
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
