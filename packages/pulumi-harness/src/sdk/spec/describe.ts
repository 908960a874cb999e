/** Zod shapes as plain data, for the package schema and for the comparison with the upstream SDK. */
import type { z } from "zod";

/** The type of one property. */
export type Shape =
  | { readonly type: "string" | "boolean" | "integer" }
  | { readonly type: "array"; readonly items: Shape }
  /** Texts to values of one shape. */
  | { readonly type: "map"; readonly items: Shape }
  | { readonly type: "object"; readonly properties: Readonly<Record<string, Property>> };

/** A property of an object: its type and whether it must be given. */
export interface Property {
  readonly required: boolean;
  readonly shape: Shape;
}

/** The properties of an object schema, in order. Throws on a zod type that no resource uses. */
export function describeShape(schema: z.ZodObject): Readonly<Record<string, Property>> {
  return Object.fromEntries(
    Object.entries<z.core.$ZodType>(schema.shape).map(([key, value]) => [key, property(value)]),
  );
}

function property(schema: z.core.$ZodType): Property {
  const def = (schema as z.ZodType).def;
  return def.type === "optional"
    ? { required: false, shape: shape((schema as z.ZodOptional).unwrap()) }
    : { required: true, shape: shape(schema) };
}

function shape(schema: z.core.$ZodType): Shape {
  const def = (schema as z.ZodType).def;
  switch (def.type) {
    case "string":
    case "boolean":
      return { type: def.type };
    case "number":
      return { type: "integer" };
    case "array":
      return { type: "array", items: shape((schema as z.ZodArray).element) };
    case "record":
      return { type: "map", items: shape((schema as z.ZodRecord).valueType) };
    case "object":
      return { type: "object", properties: describeShape(schema as z.ZodObject) };
    default:
      throw new Error(`no shape for zod type "${def.type}"`);
  }
}
