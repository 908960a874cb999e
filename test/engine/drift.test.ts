/** Changes behind Pulumi's back: found by refresh, put right by up; unmanaged objects are imported by id. */
import assert from "node:assert/strict";
import { loadCatalog } from "../../src/catalog/load";
import { planCatalog } from "../../src/plan";
import { keyOf } from "../../src/plan/model";
import { harnessApi, type HarnessApi } from "harness-sandbox/test/harnessApi";
import { apiKey, createWorkspace, type Workspace } from "../support/workspace";

describe("drift on the real engine", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let full: string;

  const snapshot = () => JSON.stringify(workspace.sandbox.snapshot());
  let call: HarnessApi;
  const scope = "accountIdentifier=test-account&orgIdentifier=default&projectIdentifier=platform";
  const pipeline = "/v1/orgs/default/projects/platform/pipelines/account_api_cd";

  before(async () => {
    workspace = await createWorkspace();
    call = harnessApi(workspace.sandbox, apiKey);
    await workspace.operate("up");
    full = snapshot();
  });
  after(() => workspace.close());

  it("finds a changed and a deleted object and puts both right", async () => {
    const current = await call<{ pipeline_yaml: string; name: string; tags: unknown }>("GET", pipeline);
    const hacked = current.pipeline_yaml.replace("description: Account API", "description: changed by hand");
    assert.notEqual(hacked, current.pipeline_yaml);
    await call("PUT", pipeline, {
      pipeline_yaml: hacked,
      identifier: "account_api_cd",
      name: current.name,
      tags: current.tags,
      description: "changed by hand",
    });
    await call("DELETE", `/pipeline/api/triggers/backend_new_image?${scope}&targetIdentifier=backend_cd`);

    const found = await workspace.operate("refresh");
    assert.deepEqual([found.update, found.delete], [1, 1]);
    const fixed = await workspace.operate("up");
    assert.deepEqual([fixed.create, fixed.update, fixed.delete], [1, 1, 0]);
    assert.equal(snapshot(), full);
  });

  it("creates again what was deleted, when refresh was not run first", async () => {
    await call("DELETE", `/pipeline/api/triggers/backend_new_image?${scope}&targetIdentifier=backend_cd`);
    const untouched = await workspace.operate("up");
    assert.equal(untouched.create, 0, "without refresh the record is trusted");
    await workspace.operate("refresh");
    await workspace.operate("up");
    assert.equal(snapshot(), full);
  });
});

describe("import on the real engine", function () {
  this.timeout(600_000);

  it("takes over an object that exists unmanaged, with no diff", async () => {
    const first = await createWorkspace();
    try {
      await first.operate("up");
      const full = JSON.stringify(first.sandbox.snapshot());
      // A second state knows nothing of the account, as after a migration.
      const fresh = { HARNESS_CATALOG_STATE: `${first.dir}/other-state` };
      const plan = await first.operate("plan", [], fresh);
      const keys = importableKeys(first);
      assert.equal(keys.length, plan.create);
      const imported = await first.operate("up", ["--import", keys.join(",")], fresh);
      assert.equal(imported.create, plan.create);
      assert.equal(imported.update, 0);
      assert.equal(JSON.stringify(first.sandbox.snapshot()), full);
      const again = await first.operate("up", [], fresh);
      assert.deepEqual([again.create, again.update, again.replace, again.delete], [0, 0, 0, 0]);
    } finally {
      await first.close();
    }
  });

  it("takes over an object that somebody else made otherwise, and writes it as the catalog has it", async () => {
    const workspace = await createWorkspace();
    try {
      const keys = importableKeys(workspace);
      await workspace.operate("up");
      const full = JSON.stringify(workspace.sandbox.snapshot());
      const call = harnessApi(workspace.sandbox, apiKey);
      const scope = { orgIdentifier: "default", projectIdentifier: "platform" };
      const query = "accountIdentifier=test-account&orgIdentifier=default&projectIdentifier=platform";
      const { data } = await call<{ data: { service: Record<string, unknown> } }>(
        "GET",
        `/ng/api/servicesV2/backend?${query}`,
      );
      await call("PUT", "/ng/api/servicesV2?accountIdentifier=test-account", {
        ...data.service,
        ...scope,
        description: "by hand",
        tags: {},
        yaml: "service:\n  name: backend\n  identifier: backend\n",
      });
      const fresh = { HARNESS_CATALOG_STATE: `${workspace.dir}/other-state` };
      await workspace.operate("up", ["--import", keys.join(",")], fresh);
      await workspace.operate("up", [], fresh);
      assert.equal(JSON.stringify(workspace.sandbox.snapshot()), full);
    } finally {
      await workspace.close();
    }
  });
});

function importableKeys(workspace: Workspace): string[] {
  const plan = planCatalog(loadCatalog(workspace.catalog), {
    account: workspace.sandbox.account,
    environments: ["int", "pre", "prod"],
    stack: "dev",
  });
  return plan.units.flatMap((unit) => unit.objects.map(keyOf));
}
