/** What workloads consist of, by hand: archetype, components, size and strategy. */
import assert from "node:assert/strict";
import { at, buildPatience, buildTools, objectsOf, runPatience, type Object_ } from "./support";

const names = (objects: readonly Object_[]) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

const find = (objects: readonly Object_[], kind: string) => {
  const found = objects.find((object) => object.kind === kind);
  assert.ok(found, `there is no ${kind}`);
  return found;
};

const long = ["ServiceAccount cart", "Deployment cart", "HorizontalPodAutoscaler cart", "NetworkPolicy cart"];

const archetypes: Readonly<Record<string, readonly string[]>> = {
  api: [...long, "Service cart"],
  listener: long,
  streaming: [...long, "Service cart"],
  scheduler: ["ServiceAccount cart", "CronJob cart", "NetworkPolicy cart"],
  job: ["ServiceAccount cart", "Job cart-{{.Values.run}}", "NetworkPolicy cart"],
};

/** Objects that a component brings, by archetype. */
const components: readonly (readonly [archetype: string, component: string, brings: readonly string[]])[] = [
  ["api", "ingress", ["Ingress cart"]],
  ["api", "retry", ["VirtualService cart"]],
  ["api", "circuit-breaker", ["DestinationRule cart"]],
  ["api", "mtls", ["PeerAuthentication cart"]],
  ["listener", "mtls", ["PeerAuthentication cart"]],
  ["api", "pdb", ["PodDisruptionBudget cart"]],
  ["listener", "pdb", ["PodDisruptionBudget cart"]],
  ["streaming", "mesh", ["AuthorizationPolicy cart"]],
  ["listener", "consumer", []],
  ["streaming", "sticky-sessions", ["DestinationRule cart"]],
];

describe("layers", function () {
  this.timeout(runPatience);

  before(async function () {
    this.timeout(buildPatience);
    await buildTools();
  });

  for (const [archetype, expected] of Object.entries(archetypes)) {
    it(`a plain ${archetype} is ${expected.join(", ")}`, async () => {
      assert.deepEqual(names(await objectsOf({ archetype })), expected);
    });
  }

  for (const [archetype, component, brings] of components) {
    it(`${component} of a ${archetype} brings ${brings.join(", ") || "no object"}`, async () => {
      const objects = names(await objectsOf({ archetype, components: [component] }));
      assert.deepEqual([...objects].sort(), [...archetypes[archetype]!, ...brings].sort());
    });
  }

  it("every object is in the namespace of the target, with its labels", async () => {
    const objects = await objectsOf({
      regions: ["east"],
      components: ["ingress", "retry", "circuit-breaker", "mtls", "pdb"],
    });
    assert.equal(objects.length, 10);
    for (const { metadata } of objects) {
      assert.equal(metadata.namespace, "test-cart-east");
      assert.deepEqual(metadata.labels, {
        "app.kubernetes.io/component": "api",
        "app.kubernetes.io/managed-by": "harness-catalog",
        "app.kubernetes.io/name": "cart",
        "harness-catalog/environment": "test",
        "harness-catalog/region": "east",
        "harness-catalog/team": "shop",
      });
    }
  });

  it("whatever selects pods selects those of the service, by the one label that never changes", async () => {
    const objects = await objectsOf({ components: ["pdb", "mtls", "mesh"] });
    const mine = { "app.kubernetes.io/name": "cart" };
    assert.deepEqual(at(find(objects, "Deployment"), "spec", "selector", "matchLabels"), mine);
    assert.deepEqual(at(find(objects, "Service"), "spec", "selector"), mine);
    assert.deepEqual(at(find(objects, "NetworkPolicy"), "spec", "podSelector", "matchLabels"), mine);
    for (const kind of ["PodDisruptionBudget", "PeerAuthentication", "AuthorizationPolicy"])
      assert.deepEqual(at(find(objects, kind), "spec", "selector", "matchLabels"), mine, kind);
    const labels = at(find(objects, "Deployment"), "spec", "template", "metadata", "labels") as object;
    assert.deepEqual({ ...labels, ...mine }, labels);
    const spread = at(find(objects, "Deployment"), "spec", "template", "spec", "topologySpreadConstraints");
    assert.deepEqual(at(spread, 0, "labelSelector", "matchLabels"), mine);
    assert.deepEqual(at(spread, 1, "labelSelector", "matchLabels"), mine);
  });

  for (const [size, cpu, memory, least, most] of [
    ["small", "100m", "256Mi", 1, 3],
    ["large", "500m", "1Gi", 3, 10],
  ] as const) {
    it(`size ${size} is ${cpu}, ${memory}, ${least} to ${most} replicas`, async () => {
      const objects = await objectsOf({ size });
      const container = at(find(objects, "Deployment"), "spec", "template", "spec", "containers", 0);
      assert.deepEqual(at(container, "resources"), { requests: { cpu, memory }, limits: { memory } });
      const { minReplicas, maxReplicas } = find(objects, "HorizontalPodAutoscaler").spec;
      assert.deepEqual([minReplicas, maxReplicas], [least, most]);
      assert.equal(at(find(objects, "Deployment"), "spec", "replicas"), undefined);
    });
  }

  it("an override of the size counts in its environment alone", async () => {
    const resources = { overrides: { live: { size: "large" } } };
    const cpu = async (environment: string) => {
      const objects = await objectsOf({ environments: [environment], resources, archetype: "scheduler" });
      const pod = at(find(objects, "CronJob"), "spec", "jobTemplate", "spec", "template", "spec");
      return at(pod, "containers", 0, "resources", "requests", "cpu");
    };
    assert.equal(await cpu("test"), "250m");
    assert.equal(await cpu("live"), "500m");
  });

  it("port, path, variables and clock are those of the service", async () => {
    const env = { LOG_LEVEL: "debug", ANSWER: "42", ON: "yes", TEXT: 'a: "b" #c' };
    const objects = await objectsOf({ port: 9090, healthPath: "/livez", env });
    const container = at(find(objects, "Deployment"), "spec", "template", "spec", "containers", 0);
    assert.deepEqual(at(container, "ports"), [{ name: "http", containerPort: 9090 }]);
    for (const probe of ["startupProbe", "readinessProbe", "livenessProbe"])
      assert.deepEqual(at(container, probe, "httpGet"), { path: "/livez", port: "http" });
    const variables = at(container, "env") as { name: string; value: string }[];
    assert.deepEqual(Object.fromEntries(variables.map(({ name, value }) => [name, value])), {
      ...env,
      SERVICE: "cart",
      ENVIRONMENT: "test",
      REGION: "west",
      PORT: "9090",
    });
    assert.deepEqual(at(find(objects, "NetworkPolicy"), "spec", "ingress"), [
      { ports: [{ protocol: "TCP", port: 9090 }] },
    ]);
    const scheduler = await objectsOf({ archetype: "scheduler", cron: "5 4 * * 1" });
    assert.equal(at(find(scheduler, "CronJob"), "spec", "schedule"), "5 4 * * 1");
  });

  it("ingress leads from the service's host to its Service", async () => {
    const ingress = find(
      await objectsOf({ components: ["ingress"] }, { ingress: { domain: "a.example.com", class: "nginx" } }),
      "Ingress",
    );
    assert.equal(ingress.spec["ingressClassName"], "nginx");
    assert.equal(at(ingress, "spec", "rules", 0, "host"), "cart.test.a.example.com");
    const backend = at(ingress, "spec", "rules", 0, "http", "paths", 0, "backend");
    assert.deepEqual(backend, { service: { name: "cart", port: { name: "http" } } });
  });

  it("mesh components name the service as Istio knows it, and share one DestinationRule", async () => {
    const objects = await objectsOf({ components: ["retry", "circuit-breaker", "sticky-sessions"] });
    assert.deepEqual(find(objects, "VirtualService").spec["hosts"], ["cart"]);
    const rules = objects.filter(({ kind }) => kind === "DestinationRule");
    assert.equal(rules.length, 1);
    assert.equal(rules[0]!.spec["host"], "cart");
    const policy = Object.keys(rules[0]!.spec["trafficPolicy"] as object);
    assert.deepEqual(policy.sort(), ["connectionPool", "loadBalancer", "outlierDetection"]);
    const template = at(find(objects, "Deployment"), "spec", "template", "metadata", "labels");
    assert.equal(at(template, "sidecar.istio.io/inject"), "true");
  });

  it("blue-green has what Harness swaps: two Services, and an autoscaler for each colour", async () => {
    const objects = await objectsOf({ strategy: { test: "blue-green" }, size: "large" });
    assert.deepEqual(
      names(objects).sort(),
      [
        "Deployment cart",
        "HorizontalPodAutoscaler cart-blue",
        "HorizontalPodAutoscaler cart-green",
        "NetworkPolicy cart",
        "Service cart",
        "Service cart-stage",
        "ServiceAccount cart",
      ].sort(),
    );
    assert.equal(find(objects, "Deployment").spec["replicas"], 3);
    const services = objects.filter(({ kind }) => kind === "Service");
    assert.deepEqual(
      services.map(({ metadata: { annotations } }) => annotations),
      [{ "harness.io/primary-service": "true" }, { "harness.io/stage-service": "true" }],
    );
    for (const scaler of objects.filter(({ kind }) => kind === "HorizontalPodAutoscaler")) {
      assert.equal(at(scaler, "spec", "scaleTargetRef", "name"), scaler.metadata.name);
      assert.deepEqual([scaler.spec["minReplicas"], scaler.spec["maxReplicas"]], [3, 10]);
    }
  });

  it("a canary and a rolling deployment are of the same objects", async () => {
    const rolling = await objectsOf({ strategy: { test: "rolling" } });
    assert.deepEqual(await objectsOf({ strategy: { test: "canary" } }), rolling);
  });
});
