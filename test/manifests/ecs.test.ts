/** Task and service definitions. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import { readLayers } from "../../src/manifests/layers/read";
import { planTargets } from "../../src/manifests/plan";
import { fargateSize } from "../../src/manifests/render/fargate";
import type { Json } from "../plan/support";
import { at, catalogWith, problemsOf } from "./support";

function filesOf(service: Json, changes: Json = {}): Readonly<Record<string, unknown>> {
  const catalog = catalogWith([{ name: "cart", target: "ecs", ...service }], changes);
  const [planned] = planTargets(catalog, readLayers(), []);
  return Object.fromEntries(
    Object.entries(planned!.content.files).map(([name, text]) => [name, parse(text) as unknown]),
  );
}

describe("manifests for ECS", () => {
  it("take the smallest Fargate task that holds the size", () => {
    for (const [cpu, memory, units, mebibytes] of [
      ["100m", "256Mi", "256", "512"],
      ["250m", "512Mi", "256", "512"],
      ["250m", "513Mi", "256", "1024"],
      ["250m", "3Gi", "512", "3072"],
      ["500m", "1Gi", "512", "1024"],
      ["501m", "512Mi", "1024", "2048"],
      ["1000m", "2Gi", "1024", "2048"],
      ["4000m", "9Gi", "4096", "9216"],
      ["8000m", "17Gi", "8192", "20480"],
      ["16000m", "120Gi", "16384", "122880"],
    ] as const)
      assert.deepEqual(fargateSize({ cpu, memory }), { cpu: units, memory: mebibytes }, `${cpu} ${memory}`);
    assert.equal(fargateSize({ cpu: "16001m", memory: "1Gi" }), undefined);
    assert.equal(fargateSize({ cpu: "1000m", memory: "121Gi" }), undefined);
  });

  it("have a service for what runs, and a request for a job", () => {
    const service = filesOf({ size: "large", port: 3000, env: { LOG: "info" } });
    assert.deepEqual(Object.keys(service), ["task-definition.yaml", "service-definition.yaml"]);
    const container = at(service["task-definition.yaml"], "containerDefinitions", 0);
    assert.deepEqual(at(container, "portMappings"), [{ containerPort: 3000, protocol: "tcp" }]);
    assert.deepEqual(at(container, "environment"), [
      { name: "ENVIRONMENT", value: "test" },
      { name: "LOG", value: "info" },
      { name: "PORT", value: "3000" },
      { name: "REGION", value: "west" },
      { name: "SERVICE", value: "cart" },
    ]);
    const definition = service["service-definition.yaml"];
    assert.equal(at(definition, "desiredCount"), 3);
    assert.equal(at(definition, "loadBalancers"), undefined);
    assert.deepEqual(at(definition, "networkConfiguration", "awsvpcConfiguration", "subnets"), ["subnet-0a"]);
    const job = filesOf({ archetype: "job" });
    assert.deepEqual(Object.keys(job), ["task-definition.yaml", "run-task-request.yaml"]);
    assert.equal(at(job["task-definition.yaml"], "containerDefinitions", 0, "portMappings"), undefined);
  });

  it("leave the target group of a blue-green deployment to Harness", () => {
    const definition = filesOf({ strategy: { test: "blue-green" } })["service-definition.yaml"];
    assert.deepEqual(at(definition, "loadBalancers"), [
      { targetGroupArn: "<+targetGroupArn>", containerName: "app", containerPort: 8080 },
    ]);
  });

  it("say what the cluster lacks, and what is too large (MAN003)", async () => {
    const bare = { cluster: "test", awsRegion: "eu-west-1", connector: "aws" };
    const cluster = {
      environment: "test",
      region: "west",
      target: "ecs",
      delegateSelectors: ["x"],
      ecs: bare,
    };
    const huge = { cpu: "20000m", memory: "1Gi", minReplicas: 1, maxReplicas: 1 };
    const problems = await problemsOf(
      Promise.resolve().then(() =>
        filesOf({ size: "huge" }, { clusters: { only: cluster }, sizes: { huge } }),
      ),
    );
    assert.deepEqual(
      problems.map(({ code, message }) => `${code} ${message}`),
      [
        "MAN003 tasks on the ECS cluster only need ecs.executionRole",
        "MAN003 tasks on the ECS cluster only need ecs.subnets",
        "MAN003 tasks on the ECS cluster only need ecs.securityGroups",
        "MAN003 size huge is larger than the largest task of Fargate, 16384m and 120Gi",
      ],
    );
  });
});
