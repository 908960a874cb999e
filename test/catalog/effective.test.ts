import assert from "node:assert/strict";
import {
  clusterOf,
  componentsOf,
  contactOf,
  effectiveRegions,
  orderedEnvironments,
  sizeOf,
} from "../../src/catalog/effective";
import { parseCatalog } from "../../src/catalog/load";
import { changed } from "./base";

describe("what a service gets in the end", () => {
  const catalog = parseCatalog(
    changed({
      platform: [
        [
          "  platform: { display: Platform, role: platform }",
          '  platform: { display: Platform, role: platform, pagerduty: pd-platform, pagerdutyKey: pd_platform, slack: "#platform" }',
        ],
        ["  slack_payments: {", "  pd_platform: { env: PD }\n  slack_payments: {"],
      ],
    }),
  );
  const [ledger, orders] = [catalog.services[0]!, catalog.services[1]!];

  it("environments come in promotion order, unknown ones last", () => {
    assert.deepEqual(orderedEnvironments(catalog.platform, ["prod", "uat", "int", "pre"]), [
      "int",
      "pre",
      "prod",
      "uat",
    ]);
  });

  it("regions are those the service asks for and the environment has, the primary first", () => {
    const service = { ...orders, regions: ["south", "north"] };
    assert.deepEqual(effectiveRegions(catalog, service, "prod"), ["north", "south"]);
    assert.deepEqual(effectiveRegions(catalog, service, "pre"), ["north"]);
    assert.deepEqual(effectiveRegions(catalog, { ...service, target: "ecs" }, "int"), ["north"]);
    assert.deepEqual(effectiveRegions(catalog, { ...service, target: "ecs" }, "prod"), []);
    assert.deepEqual(service.regions, ["south", "north"], "the list itself is left alone");
  });

  it("a cluster is found by environment, region and target", () => {
    assert.equal(clusterOf(catalog, "int", "north", "ecs")?.key, "int-ecs");
    assert.equal(clusterOf(catalog, "int", "north", "kubernetes")?.key, "int-north");
    assert.equal(clusterOf(catalog, "int", "south", "kubernetes"), undefined);
  });

  it("the size is the override of the environment or the base size", () => {
    assert.equal(sizeOf(catalog, orders, "prod").key, "small");
    assert.deepEqual(sizeOf(catalog, orders, "int"), { key: "medium", ...catalog.platform.sizes["medium"]! });
    assert.throws(() => sizeOf(catalog, { size: "huge" }, "int"), /huge is not part of the platform/);
  });

  it("contact details are the service's, completed by its team's", () => {
    assert.deepEqual(contactOf(catalog, ledger), { slack: "#payments", slackWebhook: "slack_payments" });
    assert.deepEqual(contactOf(catalog, { ...ledger, email: "a@example.com" }).email, "a@example.com");
  });

  it("a webhook or key is never used for a channel or PagerDuty service that is not its own", () => {
    assert.deepEqual(contactOf(catalog, { ...ledger, slack: "#other" }), { slack: "#other" });
    assert.deepEqual(contactOf(catalog, { ...ledger, slack: "#platform", pagerduty: "pd-platform" }), {
      slack: "#platform",
      pagerduty: "pd-platform",
      pagerdutyKey: "pd_platform",
    });
  });

  it("components are the profile's and the service's own, each once", () => {
    assert.deepEqual(componentsOf(catalog, orders), ["pdb"]);
    assert.deepEqual(componentsOf(catalog, { profile: "batch-job", components: ["pdb"] }), ["pdb"]);
  });
});
