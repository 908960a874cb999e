/** JSON Schemas of the catalog files, for editors. What `x.schema.json` beside this file holds. */
import { z } from "zod";
import { platformFileSchema } from "./platform";
import { servicesFileSchema, teamFileSchema } from "./service";

/** A JSON Schema document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schema of `services.yaml` and the per-archetype files: what a person writes, so defaults are optional. */
export function servicesJsonSchema(): JsonSchema {
  return describe(servicesFileSchema, "Services of the catalog");
}

/** Schema of `services/<team>.yaml`, whose entries need not name the team. */
export function teamFileJsonSchema(): JsonSchema {
  return describe(teamFileSchema, "Services of one team");
}

/** Schema of `platform.yaml`. */
export function platformJsonSchema(): JsonSchema {
  return describe(platformFileSchema, "The platform that services of the catalog run on");
}

function describe(schema: z.ZodType, title: string): JsonSchema {
  // draft 7 is what YAML language servers support in full
  return { ...z.toJSONSchema(schema, { io: "input", target: "draft-7" }), title };
}
