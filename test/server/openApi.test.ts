/** The OpenAPI document: valid, complete, and of one piece with the catalog's schema. */
import assert from "node:assert/strict";
import { serviceSchema } from "../../src/catalog/schema/service";
import { importsOf, sourceFiles } from "../architecture/imports";
import { restServer, type RestServer } from "../support/restServer";

type Operation = { security?: unknown; responses: Record<string, { content?: Record<string, unknown> }> };
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    schemas: Record<string, { properties: Record<string, unknown>; required: string[] }>;
  };
}

describe("the OpenAPI document", () => {
  let rest: RestServer;
  let document: Document;
  before(async () => {
    rest = restServer();
    document = (await (await rest.server.app.request("/openapi.json")).json()) as Document;
  });
  after(() => rest.close());

  it("is valid OpenAPI 3.1", async () => {
    const { Validator } = await import("@seriousme/openapi-schema-validator");
    const broken = structuredClone(document) as { paths: Record<string, unknown> };
    broken.paths["/healthz"] = { get: { responses: "none" } };
    assert.equal(
      (await new Validator().validate({ ...broken })).valid,
      false,
      "the validator sees a mistake",
    );
    const { valid, errors } = await new Validator().validate(structuredClone({ ...document }));
    assert.deepEqual([valid, errors], [true, undefined]);
    assert.equal(document.openapi, "3.1.0");
  });

  it("has exactly the operations that the server answers", () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const answered = rest.server.app.routes
      .filter(({ method, path }) => method !== "ALL" && path !== "/openapi.json")
      .map(
        ({ method, path }) =>
          `${method} ${path.replaceAll(/:(\w+)$/g, (whole, name: string) => (path.endsWith(`/:${name}`) ? `{${name}}` : whole))}`,
      );
    assert.deepEqual([...new Set(described)].sort(), [...new Set(answered)].sort());
    assert.ok(described.includes("POST /api/v1/services:batch"), described.join());
  });

  it("describes entries by the catalog's own fields", () => {
    const { properties, required } = document.components.schemas["ServiceEntry"]!;
    assert.deepEqual(Object.keys(properties), Object.keys(serviceSchema.shape));
    assert.deepEqual(required, ["name", "team"]);
  });

  it("everything below /api wants a token and can refuse with a problem document", () => {
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, { security, responses }] of Object.entries(operations)) {
        if (!path.startsWith("/api/")) continue;
        assert.deepEqual(security, [{ bearer: [] }], `${method} ${path}`);
        const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400);
        assert.ok(refusals.length > 0, `${method} ${path}`);
        for (const [, { content }] of refusals)
          assert.deepEqual(Object.keys(content ?? {}), ["application/problem+json"]);
      }
  });
});

describe("the REST server and Harness", () => {
  it("no file of the server or of proposals leads to the provider, the program or Pulumi", () => {
    const all = new Map(sourceFiles().map((file) => [file, importsOf(file)]));
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const { to, typeOnly } of all.get(file) ?? []) {
        if (typeOnly) continue;
        const next = [`${to}.ts`, `${to}/index.ts`].find((path) => all.has(path));
        if (next === undefined) reached.add(to);
        else visit(next);
      }
    };
    for (const file of all.keys()) if (/^src\/(server|proposals)\//.test(file)) visit(file);
    assert.ok(reached.size > 60, `${reached.size}`);
    const forbidden = [...reached].filter((path) =>
      /^(packages\/(pulumi-harness|harness-sandbox)|infra|components)\/|^@pulumi/.test(path),
    );
    assert.deepEqual(forbidden, []);
  });
});
