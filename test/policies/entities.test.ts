/** What the policies are told of a plan is what Harness is sent, and what it gives to OPA. */
import assert from "node:assert/strict";
import { entityOf } from "../../src/plan/connectorEntity";
import { judgedObjects, policyInput, policyTexts, templateFinder } from "../../src/plan/policyInputs";
import { keyOf, type ObjectKind, type PlannedObject } from "../../src/plan";
import { handlers } from "@pulumi/harness/provider/handlers";
import type { Context } from "@pulumi/harness/provider/handlers/handler";
import { catalogOf, exampleCatalog, objectsOf, planOf, smallPlatform, type Json } from "../plan/support";

type ConnectorKind = Extract<ObjectKind, `${string}Connector`>;

/** The connector that the provider sends for an object. */
async function sent({ kind, inputs }: PlannedObject): Promise<Json> {
  let body: Json = {};
  const client = {
    settings: { accountId: "acme" },
    request: (call: { body: Json }) => {
      body = call.body;
      return Promise.resolve({ entity: {} });
    },
  };
  const context = { client, lists: { forget: () => undefined } } as unknown as Context;
  await handlers[kind as ConnectorKind].create(context, inputs);
  return body["connector"] as Json;
}

/** Drops what says nothing, in all depths, as sending as JSON does. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("what the policies are told", () => {
  const small = smallPlatform();
  const datadog = {
    type: "datadog",
    url: "https://dd/",
    apiKey: "github_token",
    applicationKey: "github_token",
  };
  const connectors = { ...(small["connectors"] as Json), dd: datadog };
  const plans = [planOf(exampleCatalog()), planOf(catalogOf({ ...small, connectors }, []))];

  it("of a connector is what the provider sends, as far as it goes", async () => {
    const connectors = plans.flatMap((plan) =>
      objectsOf(plan).filter(({ kind }) => kind.endsWith("Connector")),
    );
    assert.equal(new Set(connectors.map(({ kind }) => kind)).size, 5);
    for (const object of connectors) {
      const { spec, ...rest } = (await sent(object)) as { spec: Json };
      const own = plain(entityOf(object)) as { spec: Json };
      for (const [key, value] of Object.entries(own))
        if (key !== "spec") assert.deepEqual(rest[key as keyof typeof rest], value, keyOf(object));
      const known = plain(spec) as Json;
      for (const [key, value] of Object.entries(own.spec))
        assert.deepEqual(known[key], value, `${keyOf(object)}.${key}`);
    }
  });

  it("are pipelines with their templates in place, infrastructures and connectors, by their roots", () => {
    const plan = plans[0]!;
    const find = templateFinder(plan);
    const roots = new Map(
      judgedObjects(plan).map((object) => [
        object.kind,
        Object.keys(policyInput(object, find).document as Json),
      ]),
    );
    assert.deepEqual(Object.fromEntries(roots), {
      githubConnector: ["entity"],
      awsConnector: ["entity"],
      prometheusConnector: ["entity"],
      kubernetesConnector: ["entity"],
      infrastructure: ["infrastructureEntity"],
      pipeline: ["pipeline"],
    });
    const pipeline = judgedObjects(plan).find(({ kind }) => kind === "pipeline")!;
    const { stages } = (policyInput(pipeline, find).document as { pipeline: { stages: { stage: Json }[] } })
      .pipeline;
    for (const { stage } of stages) assert.ok(stage["type"] !== undefined && stage["spec"] !== undefined);
  });

  it("are asked only of policies that are there", () => {
    for (const plan of plans) {
      const texts = policyTexts(plan);
      for (const object of judgedObjects(plan))
        for (const policy of policyInput(object, templateFinder(plan)).policies)
          assert.equal(typeof texts[policy], "string", policy);
    }
  });
});
