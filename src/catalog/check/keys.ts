/** What a schema allows at a path, for cures and "did you mean". */
import { z } from "zod";
import type { Path } from "@harness-catalog/located-yaml/locate";

/** The keys allowed in the mapping at `path`; empty where any key is allowed or the path leads nowhere. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  return [...new Set(schemasAt(schema, path).flatMap(ownKeys))];
}

/** The schemas that apply to the value at `path`: one, or several where a union leaves the choice. */
export function schemasAt(schema: z.ZodType, path: Path): z.ZodType[] {
  return path.reduce<z.ZodType[]>(
    (schemas, step) => schemas.flatMap((each) => descend(each, step)),
    alternatives(schema),
  );
}

function ownKeys(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum)
    return schema.keyType.options.map(String);
  return [];
}

function descend(schema: z.ZodType, step: string | number): z.ZodType[] {
  if (schema instanceof z.ZodArray) return alternatives(schema.element as z.ZodType);
  if (schema instanceof z.ZodRecord) return alternatives(schema.valueType as z.ZodType);
  if (!(schema instanceof z.ZodObject)) return [];
  const next = (schema.shape as Record<string, z.ZodType | undefined>)[step];
  return next === undefined ? [] : alternatives(next);
}

/** Sees through optional, default and unions. */
function alternatives(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return alternatives(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(alternatives);
  return [schema];
}
