/** Which stages a service gets, by archetype, target, environments and regions. */
import { ofKind, type AnyInputs } from "../../src/plan/model";
import assert from "node:assert/strict";
import {
  catalogOf,
  documentOf,
  exampleCatalog,
  objectOf,
  objectsOf,
  planOf,
  smallPlatform,
  stagesOf,
} from "./support";

const places: readonly { environments: string[]; regions: string[]; stages: string[] }[] = [
  { environments: ["test"], regions: ["west"], stages: ["test_west"] },
  { environments: ["test"], regions: ["east", "west"], stages: ["test_west", "test_east"] },
  { environments: ["live"], regions: ["west"], stages: ["live_approval", "live_west"] },
  {
    environments: ["live", "test"],
    regions: ["east", "west"],
    stages: ["test_west", "test_east", "live_approval", "live_west", "live_east"],
  },
  { environments: ["test", "live"], regions: ["east"], stages: ["test_east", "live_approval", "live_east"] },
];

describe("stages", () => {
  for (const { environments, regions, stages } of places) {
    it(`in ${environments.join("+")} × ${regions.join("+")}`, () => {
      const service = { name: "svc", environments, regions };
      const found = stagesOf(planOf(catalogOf(smallPlatform(), [service])), "svc");
      assert.deepEqual(
        found.map(({ identifier }) => identifier),
        stages,
      );
    });
  }

  it("carry the delegate selectors, the environment and the infrastructure of their cluster", () => {
    const [stage] = stagesOf(planOf(exampleCatalog()), "payment-service");
    assert.deepEqual(stage?.template.templateInputs, {
      type: "Deployment",
      delegateSelectors: ["harness-delegate-int-euw1"],
      spec: {
        service: { serviceRef: "payment_service" },
        environment: {
          environmentRef: "int_stable",
          infrastructureDefinitions: [{ identifier: "int_stable_euw1_k8s" }],
        },
      },
    });
  });

  it("bake only where an environment came before", () => {
    const plan = planOf(exampleCatalog());
    const ids = (service: string) => stagesOf(plan, service).map(({ identifier }) => identifier);
    assert.deepEqual(ids("backend"), ["pre_stable_euw1", "prod_approval", "prod_window", "prod_euw1"]);
    assert.deepEqual(ids("account-api"), [
      "int_stable_euw1",
      "int_stable_euw2",
      "pre_stable_bake",
      "pre_stable_euw1",
      "prod_approval",
      "prod_window",
      "prod_euw1",
      "prod_euw2",
    ]);
  });

  it("follow the promotion order, not the order of the keys", () => {
    const environments = smallPlatform()["environments"] as Record<string, object>;
    const reversed = {
      test: { ...environments["test"], order: 2 },
      live: { ...environments["live"], order: 1 },
    };
    const plan = planOf(
      catalogOf(smallPlatform({ environments: reversed }), [{ name: "svc", regions: ["west"] }]),
    );
    assert.deepEqual(
      stagesOf(plan, "svc").map(({ identifier }) => identifier),
      ["live_approval", "live_west", "test_west"],
    );
  });
});

describe("a pipeline", () => {
  const plan = planOf(exampleCatalog());
  const pipeline = documentOf(objectOf(plan, "pipeline", "payment-service"));

  it("has the image tag as its only required input", () => {
    assert.deepEqual(pipeline["variables"], [
      {
        name: "imageTag",
        type: "String",
        description: "Image tag to deliver: a version or a commit, never a moving tag",
        required: true,
        value: "<+input>.regex(^v?[0-9]+[.][0-9]+[.][0-9]+[-.0-9A-Za-z]*$|^[0-9a-f]{7,40}$)",
      },
      {
        name: "emergency",
        type: "String",
        description: "true: go on outside the change window, with the approvals of an emergency",
        required: false,
        value: "<+input>.default(false).allowedValues(true,false)",
      },
    ]);
    assert.equal(JSON.stringify(pipeline).split("<+input>").length, 3);
  });

  it("cannot be started at one of its stages", () => assert.equal(pipeline["allowStageExecutions"], false));

  it("has no rule for a channel whose secret is missing", () => {
    const rules = (service: string) =>
      (
        documentOf(objectOf(plan, "pipeline", service))["notificationRules"] as
          { identifier: string }[] | undefined
      )?.map(({ identifier }) => identifier);
    assert.deepEqual(rules("payment-service"), ["slack", "pagerduty", "email", "approvers"]);
    assert.deepEqual(rules("account-api"), ["email", "approvers"]);
  });

  it("depends on all its document refers to, once each", () => {
    assert.deepEqual(objectOf(plan, "pipeline", "backend").dependsOn, [
      "service/backend",
      "infrastructure/pre_stable_euw1_ecs",
      "infrastructure/prod_euw1_ecs",
      "template/approval_2@1.0.0",
      "template/change_window@1.0.0",
      "template/deploy_ecs@1.0.0",
    ]);
  });
});

describe("a service", () => {
  it("has three objects, and one more per input set", () => {
    const count = (service: object) => {
      const plan = planOf(catalogOf(smallPlatform(), [{ name: "svc", ...service }]));
      return plan.units.find((unit) => unit.component === "ServiceDelivery")?.objects.map(({ kind }) => kind);
    };
    assert.deepEqual(count({}), ["service", "pipeline", "triggers"]);
    assert.deepEqual(count({ inputSets: { b: {}, a: {} } }), [
      "service",
      "pipeline",
      "triggers",
      "inputSet",
      "inputSet",
    ]);
  });

  it("that was renamed keeps the names and identifiers it was created under", () => {
    const unitOf = (service: Record<string, unknown>) =>
      planOf(catalogOf(smallPlatform(), [{ inputSets: { prod: {} }, ...service }])).units.find(
        ({ component }) => component === "ServiceDelivery",
      );
    const identity = (unit: ReturnType<typeof unitOf>) =>
      unit?.objects.map(({ kind, name, inputs }) => [kind, name, (inputs as AnyInputs)["identifier"]]);
    const renamed = unitOf({ name: "new", previousName: "old" });
    assert.deepEqual(identity(renamed), identity(unitOf({ name: "old" })));
    assert.equal(ofKind(renamed?.objects ?? [], "pipeline")[0]?.inputs.name, "new-cd");
  });

  it("reads its files through a connector of one repository without naming the repository", () => {
    const connectors = smallPlatform()["connectors"] as Record<string, object>;
    const one = { ...connectors, github: { ...connectors["github"], connectionType: "Repo" } };
    const text = (platform: object) => planText(smallPlatform({ ...platform }));
    assert.match(text({}), /repoName: shop/);
    assert.doesNotMatch(text({ connectors: one }), /repoName/);
  });

  it("joins its image with the tag of the run", () => {
    assert.match(planText(), /value: registry\.example\.com\/shop\/svc:<\+pipeline\.variables\.imageTag>/);
    assert.match(
      planText(smallPlatform(), { image: "ghcr.io/acme/other" }),
      /value: ghcr\.io\/acme\/other:</,
    );
  });
});

function planText(platform = smallPlatform(), service: object = {}): string {
  const plan = planOf(catalogOf(platform, [{ name: "svc", ...service }]));
  return objectsOf(plan, "service")[0]?.inputs["yaml"] as string;
}
