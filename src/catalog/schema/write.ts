/** Writes the JSON Schemas next to their sources: `node dist/src/catalog/schema/write.js`, then `npm run format`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastResort } from "@harness-catalog/problems/lastResort";
import { platformJsonSchema, servicesJsonSchema, teamFileJsonSchema } from "./jsonSchema";

lastResort(process, "schema");

const folder = join(process.cwd(), "catalog", "schema");

for (const [name, schema] of [
  ["services", servicesJsonSchema()],
  ["team-services", teamFileJsonSchema()],
  ["platform", platformJsonSchema()],
] as const) {
  writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
