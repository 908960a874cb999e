/** Which delegates and tokens an account gets, and where they may deploy to. */
import assert from "node:assert/strict";
import { installedDelegates } from "../../src/catalog/delegates";
import { keyOf, planCatalog, type Plan, type PlanScope } from "../../src/plan";
import { delegateNotices } from "../../src/plan/delegates";
import { catalogOf, exampleCatalog, objectsOf, smallPlatform, type Json } from "./support";

const section = { delegates: { image: "harness/delegate:25.12.87402" } };
const cluster = (environment: string, region: string, more: Json = {}) => ({
  environment,
  region,
  delegateSelectors: [`harness-delegate-${environment}-${region}`],
  ...more,
});
const clusters = {
  "test-west": cluster("test", "west"),
  "live-west": cluster("live", "west"),
  "live-east": cluster("live", "east"),
  "live-west-ecs": cluster("live", "west", {
    target: "ecs",
    ecs: { cluster: "live", awsRegion: "eu-west-1", connector: "aws" },
  }),
};
const services = [
  { name: "cart", archetype: "api", profile: "public-api", size: "medium" },
  {
    name: "stock",
    archetype: "api",
    profile: "public-api",
    size: "medium",
    environments: ["live"],
    regions: ["east"],
  },
  { name: "boat", archetype: "api", profile: "public-api", size: "medium", target: "ecs" },
];

function planOf(changes: Json = {}, scope: Partial<PlanScope> = {}): Plan {
  const catalog = catalogOf(smallPlatform({ clusters, ...section, ...changes }), services);
  const all = { account: "acme", environments: ["test", "live"], stack: "blue", delegateTokens: true };
  return planCatalog(catalog, { ...all, ...scope });
}

const tokensOf = (plan: Plan) =>
  objectsOf(plan, "delegatetoken").map(({ name, inputs }) => [name, inputs["name"]]);

describe("plan of delegates", () => {
  it("has one in each Kubernetes cluster the account hosts, and none in ECS clusters", () => {
    assert.deepEqual(
      planOf().delegates.map(({ cluster, spec, context }) => [cluster, spec.name, context]),
      [
        ["live-east", "harness-delegate-live-east", "live-east"],
        ["live-west", "harness-delegate-live-west", "live-west"],
        ["test-west", "harness-delegate-test-west", "test-west"],
      ],
    );
    assert.deepEqual(
      planOf({}, { environments: ["test"] }).delegates.map(({ cluster }) => cluster),
      ["test-west"],
    );
  });

  it("has none, and no token, without the section and where others install it", () => {
    const none = planOf({ delegates: undefined });
    assert.deepEqual([none.delegates, tokensOf(none)], [[], []]);
    const theirs = { ...clusters, "live-east": cluster("live", "east", { delegate: { install: false } }) };
    assert.deepEqual(
      planOf({ clusters: theirs }).delegates.map(({ cluster }) => cluster),
      ["live-west", "test-west"],
    );
  });

  it("lets a delegate deploy exactly to the namespaces of the services of its cluster", () => {
    assert.deepEqual(
      planOf().delegates.map(({ spec }) => spec.targets.map(({ namespace }) => namespace)),
      [["live-cart-east", "live-stock-east"], ["live-cart-west"], ["test-cart-west"]],
    );
  });

  it("names a token after delegate, stack and generation, in the project, and only where tokens are asked for", () => {
    const plan = planOf();
    assert.deepEqual(tokensOf(plan), [
      ["harness-delegate-test-west-1", "harness-delegate-test-west-blue-1"],
      ["harness-delegate-live-east-1", "harness-delegate-live-east-blue-1"],
      ["harness-delegate-live-west-1", "harness-delegate-live-west-blue-1"],
    ]);
    const [token] = objectsOf(plan, "delegatetoken");
    assert.deepEqual(token?.inputs, {
      accountId: "acme",
      name: "harness-delegate-test-west-blue-1",
      orgId: "acme",
      projectId: "shop",
    });
    // It carries no mark, so it waits for its environment, which does.
    assert.deepEqual(token?.dependsOn, ["environment/test"]);
    const keys = objectsOf(plan).map(keyOf);
    for (const { token } of plan.delegates) assert.ok(keys.includes(token), token);
    assert.deepEqual(tokensOf(planOf({}, { delegateTokens: false })), []);
  });

  it("has the old token beside the new one as long as it is kept", () => {
    const rotating = (delegate: Json) =>
      planOf({ clusters: { "live-east": cluster("live", "east", { delegate }) } });
    const kept = rotating({ tokenGeneration: "2026-11-21", previousTokenGeneration: 1 });
    assert.deepEqual(
      tokensOf(kept).map(([name]) => name),
      ["harness-delegate-live-east-1", "harness-delegate-live-east-2026-11-21"],
    );
    assert.equal(kept.delegates[0]?.token, "delegatetoken/harness-delegate-live-east-2026-11-21");
    assert.equal(kept.delegates[0]?.spec.generation, "2026-11-21");
    const done = rotating({ tokenGeneration: 3 });
    assert.deepEqual(
      tokensOf(done).map(([name]) => name),
      ["harness-delegate-live-east-3"],
    );
  });

  it("tells the delegate where Harness is: the cluster's word, the platform's, the stack's endpoint, the public one", () => {
    const manager = (changes: Json, endpoint?: string) =>
      planOf(changes, { endpoint }).delegates.map(({ account }) => account.managerEndpoint);
    assert.deepEqual([...new Set(manager({}))], ["https://app.harness.io"]);
    assert.deepEqual(
      [...new Set(manager({}, "https://eu.example.com/gateway/"))],
      ["https://eu.example.com"],
    );
    const own = { delegates: { ...section.delegates, managerEndpoint: "https://app.harness.io/gratis" } };
    const one = cluster("live", "east", { delegate: { managerEndpoint: "https://vanity.example.com" } });
    assert.deepEqual(manager({ ...own, clusters: { ...clusters, "live-east": one } }, "https://x/gateway"), [
      "https://vanity.example.com",
      "https://app.harness.io/gratis",
      "https://app.harness.io/gratis",
    ]);
  });

  it("takes of a cluster's delegate what is given and the rest from the platform", () => {
    const delegate = {
      image: "harness/delegate:26.01.1",
      memory: "4Gi",
      context: "arn:aws:eks:live",
      tags: ["big"],
    };
    const plan = planOf({ clusters: { "live-east": cluster("live", "east", { delegate }) } });
    const { targets: _targets, ...spec } = plan.delegates[0]!.spec;
    assert.deepEqual(spec, {
      name: "harness-delegate-live-east",
      namespace: "harness-delegate-ng",
      image: "harness/delegate:26.01.1",
      tags: ["live", "east", "big"],
      generation: "1",
      cpu: "1000m",
      memory: "4Gi",
      minReplicas: 2,
      maxReplicas: 4,
    });
    assert.equal(plan.delegates[0]?.context, "arn:aws:eks:live");
    assert.deepEqual(delegateNotices(plan.delegates), [
      {
        subject: "harness-delegate-live-east",
        message:
          "harness/delegate:26.01.1, 2 to 4 replicas, by context arn:aws:eks:live, may deploy to 2 namespaces",
      },
    ]);
  });

  it("gives every cluster of the shipped catalog a delegate that its selectors name", () => {
    const { platform } = exampleCatalog();
    const names = installedDelegates(platform).map(({ cluster, name }) => [cluster, [name]]);
    const kubernetes = Object.entries(platform.clusters).filter(([, { target }]) => target === "kubernetes");
    assert.deepEqual(
      names,
      kubernetes.map(([key, { delegateSelectors }]) => [key, delegateSelectors]),
    );
    assert.equal(names.length, 5);
  });
});
