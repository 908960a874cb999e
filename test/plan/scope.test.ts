/** What an account gets of a catalog that several accounts share. */
import assert from "node:assert/strict";
import { CatalogError } from "@harness-catalog/problems";
import { catalogOf, exampleCatalog, objectsOf, planOf, smallPlatform, stagesOf } from "./support";

describe("an account", () => {
  const catalog = exampleCatalog();
  const names = (environments: string[], kind: Parameters<typeof objectsOf>[1]) =>
    objectsOf(planOf(catalog, environments), kind).map(({ name }) => name);

  it("gets the environments it hosts, with their clusters and connectors", () => {
    assert.deepEqual(names(["prod"], "environment"), ["prod"]);
    assert.deepEqual(names(["prod"], "infrastructure"), ["prod_euw1_k8s", "prod_euw1_ecs", "prod_euw2_k8s"]);
    assert.deepEqual(names(["prod"], "kubernetesConnector"), [
      "k8s_connector_prod_euw1",
      "k8s_connector_prod_euw2",
    ]);
  });

  it("gets the services that have one of them, with the stages for those alone", () => {
    assert.deepEqual(names(["int"], "service"), ["account-api", "account-service", "payment-service"]);
    const ids = (environments: string[]) =>
      stagesOf(planOf(catalog, environments), "payment-service").map(({ identifier }) => identifier);
    assert.deepEqual(ids(["prod"]), ["prod_approval", "prod_window", "prod_euw1", "prod_euw2"]);
    assert.deepEqual(ids(["pre"]), ["pre_stable_euw1"]);
    assert.deepEqual(ids(["int", "pre"]), [
      "int_stable_euw1",
      "int_stable_euw2",
      "pre_stable_bake",
      "pre_stable_euw1",
    ]);
  });

  it("gets the templates its environments need, whatever services there are", () => {
    assert.deepEqual(names(["int"], "template"), [
      "verify_canary@1.0.0",
      "canary_phase@1.0.0",
      "deploy_kubernetes@1.0.0",
      "deploy_kubernetes_blue_green@1.0.0",
      "deploy_kubernetes_canary@1.0.0",
      "deploy_kubernetes_job@1.0.0",
    ]);
    const none = { ...catalog, services: [] };
    assert.deepEqual(
      objectsOf(planOf(none), "template").map(({ name }) => name),
      names(["int", "pre", "prod"], "template"),
    );
  });

  it("gets an AWS connector only for clusters of its own", () => {
    assert.deepEqual(names(["int"], "awsConnector"), []);
    assert.deepEqual(names(["prod"], "awsConnector"), ["aws_prod"]);
  });

  it("gets every team, because any of them may have to approve", () => {
    assert.deepEqual(names(["int"], "usergroup"), ["payments_team", "platform_team", "platform_team_a"]);
  });

  it("gets organization and project only when they are managed", () => {
    const kinds = (manage: boolean) => {
      const container = (identifier: string) => ({ identifier, manage });
      const platform = smallPlatform({ organization: container("acme"), project: container("shop") });
      return objectsOf(planOf(catalogOf(platform, []))).map(({ kind }) => kind);
    };
    assert.deepEqual(kinds(true).slice(0, 3), ["organization", "project", "secretText"]);
    assert.ok(!kinds(false).includes("organization") && !kinds(false).includes("project"));
  });

  it("is told of regions that a service asks for in vain", () => {
    assert.deepEqual(planOf(catalog, ["pre"]).notices[0], {
      subject: "account-api",
      message: "not deployed to pre-stable in euw2: no kubernetes cluster there",
    });
    assert.deepEqual(planOf(catalog, ["prod"]).notices, []);
  });

  it("is told what a rename leaves running, and how to end it", () => {
    const services = catalog.services.map((each) =>
      each.name === "backend" || each.name === "payment-service"
        ? { ...each, name: `new-${each.name}`, previousName: each.name }
        : each,
    );
    const { notices } = planOf({ ...catalog, services }, ["prod"]);
    assert.deepEqual(
      notices.map(({ subject, message }) => `${subject}: ${message}`),
      [
        "new-backend: the workload of the name before, backend, goes on running; once new-backend serves, delete the " +
          "ECS services of backend in prod-euw1-ecs",
        "new-payment-service: the workload of the name before, payment-service, goes on running; once new-payment-service " +
          "serves, end it there: kubectl delete namespace prod-payment-service-euw1 prod-payment-service-euw2",
      ],
    );
  });

  it("cannot host an environment the platform does not declare (CAT012)", () => {
    assert.throws(
      () => planOf(catalog, ["int", "uat"]),
      (error) =>
        error instanceof CatalogError && error.problems[0]?.code === "CAT012" && /"uat"/.test(error.message),
    );
  });
});

describe("leaving out a service", () => {
  const catalog = exampleCatalog();
  const before = planOf(catalog);
  const after = planOf({
    ...catalog,
    services: catalog.services.filter(({ name }) => name !== "payment-service"),
  });
  const keys = (plan: typeof before) => objectsOf(plan).map(({ kind, name }) => `${kind}/${name}`);

  it("takes away exactly its own objects", () => {
    assert.deepEqual(
      keys(before).filter((key) => !keys(after).includes(key)),
      [
        "service/payment-service",
        "pipeline/payment-service",
        "monitoredService/payment-service_prod",
        "triggers/payment-service",
        "inputSet/payment-service-prod",
      ],
    );
  });

  it("changes nothing else but what its team may do", () => {
    const text = (plan: typeof before) =>
      new Map(objectsOf(plan).map((object) => [`${object.kind}/${object.name}`, JSON.stringify(object)]));
    const old = text(before);
    const changed = [...text(after)].filter(([key, value]) => old.get(key) !== value).map(([key]) => key);
    assert.deepEqual(changed, ["resourceGroup/payments_team_resources"]);
  });
});
