/** Every object says who made it. */
import assert from "node:assert/strict";
import { keyOf, planCatalog } from "../../src/plan";
import type { AnyInputs } from "../../src/plan/model";
import { documentOf, exampleCatalog, objectOf, objectsOf, planOf, textOf } from "./support";

/** Kinds whose `tags` Harness keeps; the others have none, or the client never sends them. */
const tagged = new Set([
  "organization",
  "project",
  "secretText",
  "githubConnector",
  "kubernetesConnector",
  "awsConnector",
  "prometheusConnector",
  "datadogConnector",
  "monitoredService",
  "usergroup",
  "roles",
  "resourceGroup",
  "serviceAccount",
  "environment",
  "infrastructure",
  "service",
  "pipeline",
  "inputSet",
]);

describe("ownership", () => {
  const plan = planOf(exampleCatalog());

  it("stands in the tags of every object that has tags", () => {
    for (const object of objectsOf(plan)) {
      // a monitored service is all in its request
      const all: AnyInputs = object.inputs;
      const inputs = (all["request"] ?? all) as { tags?: string[] };
      const { tags } = inputs;
      assert.equal(tags !== undefined, tagged.has(object.kind), keyOf(object));
      if (tags === undefined) continue;
      assert.ok(tags.includes("managed_by:harness-catalog"), keyOf(object));
      assert.ok(tags.includes("catalog_stack:test"), keyOf(object));
    }
  });

  it("stands in every document", () => {
    for (const object of objectsOf(plan).filter((candidate) => textOf(candidate) !== undefined)) {
      const tags = documentOf(object)["tags"] as Record<string, string>;
      assert.equal(tags["managed_by"], "harness-catalog", keyOf(object));
      assert.equal(tags["catalog_stack"], "test", keyOf(object));
    }
  });

  it("stands at the head of every policy", () => {
    for (const { inputs } of objectsOf(plan, "policy")) {
      assert.match(inputs["rego"], /^# managed_by: harness-catalog\n# catalog_stack: test\n/);
    }
  });

  it("names the state beside the stack wherever that stands, for stacks that have an identity", () => {
    assert.ok(!JSON.stringify(plan.units).includes("catalog_state"));
    const catalog = exampleCatalog();
    const environments = Object.keys(catalog.platform.environments);
    const scope = { account: "acme", environments, stack: "test", stateId: "s0123abc" };
    const text = JSON.stringify(planCatalog(catalog, scope).units);
    const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
    assert.ok(count(/catalog_stack/g) > 100);
    for (const colon of [":", ": "])
      assert.equal(
        count(new RegExp(`catalog_state${colon}s0123abc`, "g")),
        count(new RegExp(`catalog_stack${colon}test`, "g")),
      );
    assert.equal(count(/catalog_state/g), count(/catalog_stack/g));
  });

  it("tags hold no second colon, which the client would cut off", () => {
    for (const { inputs } of objectsOf(plan)) {
      for (const tag of ((inputs as AnyInputs)["tags"] ?? []) as string[])
        assert.equal(tag.split(":").length, 2, tag);
    }
  });

  it("goes with what a service is, on the service and its pipeline", () => {
    const wanted = [
      "archetype:api",
      "catalog_stack:test",
      "managed_by:harness-catalog",
      "payments:true",
      "service:payment-service",
      "size:medium",
      "team:payments-team",
    ];
    assert.deepEqual(objectOf(plan, "service", "payment-service").inputs["tags"], wanted);
    assert.deepEqual(objectOf(plan, "pipeline", "payment-service").inputs["tags"], wanted);
  });
});
