import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  platformJsonSchema,
  servicesJsonSchema,
  teamFileJsonSchema,
} from "../../src/catalog/schema/jsonSchema";
import { exampleFiles } from "./example";

const read = (name: string) =>
  JSON.parse(
    readFileSync(join(process.cwd(), "catalog", "schema", `${name}.schema.json`), "utf8"),
  ) as unknown;

interface ServiceSchema {
  properties: {
    services: { items: { required: string[]; additionalProperties: boolean; properties: object } };
  };
}

describe("JSON Schemas for editors", () => {
  const stale = "stale: run `node dist/src/catalog/schema/write.js` and `npm run format`";

  it("are what the zod schemas say", () => {
    assert.deepEqual(read("services"), servicesJsonSchema(), stale);
    assert.deepEqual(read("platform"), platformJsonSchema(), stale);
    assert.deepEqual(read("team-services"), teamFileJsonSchema(), stale);
  });

  it("ask only for what has no default, and describe every field of a service", () => {
    const { items } = (servicesJsonSchema() as unknown as ServiceSchema).properties.services;
    assert.deepEqual(items.required, ["name", "team"]);
    const ofTeam = (teamFileJsonSchema() as unknown as ServiceSchema).properties.services.items;
    assert.deepEqual(ofTeam.required, ["name"]);
    assert.equal(items.additionalProperties, false);
    const silent = Object.entries(items.properties).filter(
      ([, field]) => !("description" in (field as object)),
    );
    assert.deepEqual(
      silent.map(([name]) => name),
      [],
    );
  });

  it("are named in the first line of the example files", () => {
    const [platform, services] = exampleFiles();
    assert.match(services.text, /^# yaml-language-server: \$schema=schema\/services\.schema\.json\n/);
    assert.match(platform.text, /^# yaml-language-server: \$schema=schema\/platform\.schema\.json\n/);
  });
});
