/** Which policies and sets a platform gets, and what of the platform is in them. */
import assert from "node:assert/strict";
import { policySettings } from "../../src/plan/policySettings";
import { planContext } from "../../src/plan/context";
import { policySetSpecs } from "../../src/plan/policySets";
import { catalogOf, exampleCatalog, objectsOf, planOf, smallPlatform, type Json } from "./support";

const changeWindow = {
  open: { Friday: { from: "09:30", to: "24:00" }, Monday: { from: "00:00", to: "12:00" } },
  emergencyApprovers: 4,
};

/** What the settings of a small platform with these changes are made from. */
function contextOf(changes: Json = {}, environments: readonly string[] = ["test", "live"]) {
  const catalog = catalogOf(smallPlatform(changes), []);
  return planContext(catalog, { account: "acme", environments, stack: "test" });
}

describe("settings of the policies", () => {
  it("of the change window are minutes of the day", () => {
    assert.deepEqual(policySettings.change_window(contextOf({ changeWindow })), {
      windows: { Friday: { from: 570, to: 1440 }, Monday: { from: 0, to: 720 } },
      service_windows: {},
      emergency_approvers: 4,
    });
  });

  it("of the approvals come from the gates of production", () => {
    const { approvals, window_environments, emergency_approvers } =
      policySettings.approval_rules(contextOf());
    assert.deepEqual(approvals, { test: 0, live: 2 });
    assert.deepEqual(window_environments, []);
    assert.equal(emergency_approvers, 3);
    const guarded = policySettings.approval_rules(contextOf({ changeWindow }));
    assert.deepEqual(guarded.window_environments, ["live"]);
    assert.equal(guarded.window_policy_set, "change_window");
    assert.equal(guarded.emergency_approvers, 4);
  });

  it("of the stages name where production is rehearsed, unless another account has it", () => {
    const of = (environments: string[]) =>
      policySettings.required_stages(contextOf({}, environments)).environments;
    assert.deepEqual(of(["live", "test"]), [
      { identifier: "test" },
      { identifier: "live", rehearsal: "test" },
    ]);
    assert.deepEqual(of(["live"]), [{ identifier: "live" }]);
    const scope = { account: "a", environments: ["int", "prod"], stack: "s" };
    const example = planContext(exampleCatalog(), scope);
    assert.deepEqual(policySettings.required_stages(example).environments, [
      { identifier: "int_stable" },
      { identifier: "prod" },
    ]);
  });

  it("of a service's own window narrow the platform's", () => {
    const services = [
      { name: "svc", changeWindow: { open: { Monday: { from: "10:00", to: "11:30" } } } },
      { name: "other" },
    ];
    const scope = { account: "acme", environments: ["test", "live"], stack: "test" };
    const context = planContext(catalogOf(smallPlatform({ changeWindow }), services), scope);
    assert.deepEqual(policySettings.change_window(context).service_windows, {
      svc: { Monday: { from: 600, to: 690 } },
    });
  });

  it("of the templates are the versions this account gets", () => {
    const { templates, pipeline_templates } = policySettings.mandatory_templates(contextOf());
    assert.ok(Object.keys(templates).includes("deploy_kubernetes"));
    for (const version of Object.values({ ...templates, ...pipeline_templates }).flat())
      assert.match(version, /^\d+\.\d+\.\d+$/);
  });

  it("of connectors and namespaces come from the clusters this account hosts", () => {
    const context = contextOf({}, ["live"]);
    assert.deepEqual(policySettings.connector_rules(context).infrastructures["live_east_k8s"], {
      connector: "k8s_connector_live_east",
      delegateSelectors: ["live-east"],
      production: true,
    });
    assert.equal(policySettings.connector_rules(context).infrastructures["live_east_ecs"]?.connector, "aws");
    assert.deepEqual(policySettings.namespace_rules(context).regions, {
      live_east_k8s: "east",
      live_west_k8s: "west",
    });
  });

  it("of the resources are the sizes", () => {
    assert.deepEqual(policySettings.resource_limits(contextOf()).sizes, smallPlatform()["sizes"]);
  });
});

describe("policies of a plan", () => {
  it("are those that a set refers to", () => {
    const plan = planOf(exampleCatalog());
    const referred = objectsOf(plan, "policySet").flatMap(({ inputs }) => inputs.policyReferences ?? []);
    assert.deepEqual(
      objectsOf(plan, "policy").map(({ name }) => name),
      [...new Set(referred.map(({ identifier }) => identifier))].sort(),
    );
  });

  it("have no window and no set for it where the platform has none", () => {
    const plan = planOf(catalogOf(smallPlatform(), []));
    assert.ok(!objectsOf(plan, "policy").some(({ name }) => name === "change_window"));
    assert.ok(!objectsOf(plan, "policySet").some(({ name }) => name === "change_window"));
    assert.ok(!objectsOf(plan, "template").some(({ name }) => /^(change_window|hotfix)/.test(name)));
  });

  it("are referred to by their sets, which block", () => {
    for (const { inputs, dependsOn } of objectsOf(planOf(exampleCatalog()), "policySet")) {
      const references = inputs.policyReferences ?? [];
      assert.ok(references.length > 0);
      assert.ok(references.every(({ severity }) => severity === "error"));
      assert.deepEqual(
        dependsOn,
        references.map(({ identifier }) => `policy/${identifier}`),
      );
      assert.ok(!("policies" in inputs));
    }
  });

  it("judge pipelines when they are saved and when they run", () => {
    assert.deepEqual(
      policySetSpecs(true).map(({ type, action }) => `${type} ${action}`),
      ["pipeline onrun", "pipeline onsave", "connector onsave", "infrastructure onsave", "custom onstep"],
    );
  });
});
