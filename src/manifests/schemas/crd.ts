/** Schemas from CustomResourceDefinitions. */
import { ofKind, strict, type Schema } from "./strict";
import type { SchemaOf } from "./place";

interface Crd {
  readonly kind: "CustomResourceDefinition";
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

/** A schema for each version that a definition serves; documents of other kinds are passed over. */
export function crdSchemas(documents: readonly unknown[]): SchemaOf[] {
  return documents.filter(isCrd).flatMap(({ spec: { group, names, versions } }) =>
    versions
      .filter(({ served }) => served)
      .map(({ name: version, schema: { openAPIV3Schema } }) => {
        const given = openAPIV3Schema["properties"] as Schema;
        const top = { ...openAPIV3Schema, properties: { ...given, metadata: { type: "object" } } };
        const schema = ofKind(
          strict(top, (reference) => ({ $ref: reference })),
          `${group}/${version}`,
          names.kind,
        );
        return { group, version, kind: names.kind, schema };
      }),
  );
}

function isCrd(document: unknown): document is Crd {
  return (document as Partial<Crd> | null)?.kind === "CustomResourceDefinition";
}
