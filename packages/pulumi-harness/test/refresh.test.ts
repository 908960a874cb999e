/** How many calls a refresh costs, and that what it skips is proven unchanged. */
import assert from "node:assert/strict";
import { type Resource, startProvider, type TestProvider } from "./support/provider";
import { cases } from "./support/cases";

const size = 230;

describe("refresh", () => {
  let provider: TestProvider;
  const made: { kind: "service" | "pipeline" | "triggers"; object: Resource }[] = [];

  before(async () => {
    provider = await startProvider();
    await provider.create("organization", cases.organization.inputs);
    await provider.create("project", cases.project.inputs);
    for (let i = 0; i < size; i += 1) {
      const service = numbered(cases.service.inputs, "svc1", `svc${i}`);
      made.push({ kind: "service", object: await provider.create("service", service) });
      const pipeline = numbered(cases.pipeline.inputs, "pl1", `pl${i}`);
      made.push({ kind: "pipeline", object: await provider.create("pipeline", pipeline) });
    }
    for (const pipeline of ["pl0", "pl1"]) {
      for (const trigger of ["a", "b", "c"]) {
        const inputs = numbered(numbered(cases.triggers.inputs, "pl1", pipeline), "trg1", trigger);
        made.push({ kind: "triggers", object: await provider.create("triggers", inputs) });
      }
    }
  });
  after(() => provider.close());

  it("lists by pages, and reads nothing singly after the creates", async () => {
    const { result, calls } = await refreshAll(await provider.again(), made);
    assert.deepEqual(calls, {
      "GET /ng/api/servicesV2": 3,
      "GET /v1/orgs/:org/projects/:project/pipelines": 3,
      "GET /pipeline/api/triggers": 2,
    });
    for (const [i, { object }] of made.entries()) assert.deepEqual(result[i]?.inputs, object.inputs);
  });

  it("reads singly only the pipelines that changed since", async () => {
    const fresh = await refreshed(await provider.again(), made);
    const { object } =
      fresh.find(({ kind, object }) => kind === "pipeline" && object.id === "pl7") ?? made[0]!;
    const yaml = String(object.inputs["yaml"]).replace("description: one", "description: by hand");
    await later();
    await provider.update("pipeline", object, { ...object.inputs, yaml });
    const { result, calls } = await refreshAll(await provider.again(), fresh);
    assert.equal(calls["GET /v1/orgs/:org/projects/:project/pipelines/:pipeline"], 1);
    const seen = result.find(({ id }) => id === "pl7");
    assert.equal(seen?.inputs["yaml"], yaml);
  });

  it("proves an absence by a single read, and only that", async () => {
    const fresh = await refreshed(await provider.again(), made);
    const gone = fresh.filter(({ object }) => object.id === "svc3" || object.id === "svc4");
    for (const { kind, object } of gone) await provider.remove(kind, object);
    const { result, calls } = await refreshAll(await provider.again(), fresh);
    assert.equal(calls["GET /ng/api/servicesV2/:service"] ?? calls["GET /ng/api/servicesV2/:identifier"], 2);
    assert.equal(result.filter(({ id }) => id === "").length, 2);
  });

  it("does not use a list that is older than a write", async () => {
    const other = await provider.again();
    const [first, second] = made.filter(({ kind }) => kind === "service").map(({ object }) => object);
    assert.ok(first && second);
    await other.read("service", first.id, first);
    const yaml = String(second.inputs["yaml"]).replace("description: one", "description: two");
    const changed = await other.update("service", second, { ...second.inputs, yaml });
    assert.equal((await other.read("service", second.id, changed)).inputs["yaml"], yaml);
  });

  it("reads singly a pipeline whose state carries no mark, as state of the upstream plugin", async () => {
    const pipeline = made.find(({ kind }) => kind === "pipeline")?.object;
    assert.ok(pipeline);
    const { __meta, ...state } = pipeline.state;
    assert.equal(typeof __meta, "string");
    const other = await provider.again();
    const { calls } = await provider.calls(() => other.read("pipeline", pipeline.id, { ...pipeline, state }));
    assert.equal(calls["GET /v1/orgs/:org/projects/:project/pipelines/:pipeline"], 1);
  });
});

type Made = readonly { kind: "service" | "pipeline" | "triggers"; object: Resource }[];

async function refreshAll(provider: TestProvider, objects: Made) {
  return provider.calls(() =>
    Promise.all(objects.map(({ kind, object }) => provider.read(kind, object.id, object))),
  );
}

async function refreshed(provider: TestProvider, objects: Made): Promise<Made> {
  const { result } = await refreshAll(provider, objects);
  return objects.map(({ kind, object }, i) => ({ kind, object: result[i] ?? object }));
}

function numbered(inputs: object, from: string, to: string): Record<string, unknown> {
  return JSON.parse(JSON.stringify(inputs).replaceAll(from, to)) as Record<string, unknown>;
}

/** Lets the sandbox's clock, which counts milliseconds, move on. */
async function later(): Promise<void> {
  const start = Date.now();
  while (Date.now() === start) await new Promise((resolve) => setImmediate(resolve));
}
