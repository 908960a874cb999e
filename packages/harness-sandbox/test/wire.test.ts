import assert from "node:assert/strict";
import { TestAccount } from "./client";
import * as make from "./requests";
import { del, get, inProject, place, post, put, v1 } from "./requests";
import { dataOf } from "./behaviours/scenario";

/** Sequences of calls as the official client sends them, with what it needs from each answer. */
describe("sandbox and the official client", () => {
  let account: TestAccount;
  beforeEach(async () => {
    account = new TestAccount();
    await account.given(make.newProject());
  });

  it("pipeline: create, read with an empty branch, update without git details, delete", async () => {
    const yaml = make.pipelineYaml("pl");
    const body = {
      pipeline_yaml: yaml,
      identifier: "pl",
      name: "pl",
      description: "d",
      tags: { baz: "", foo: "bar" },
    };
    assert.equal((await account.send(make.newPipeline("pl", yaml, body))).status, 201);
    const read = (await account.must(get(`${v1}/pipelines/pl?branch_name=`))).body;
    assert.equal(read.pipeline_yaml, yaml);
    assert.deepEqual(read.tags, { baz: "", foo: "bar" });
    assert.ok(
      !("git_details" in read),
      "an inline pipeline with git_details would be taken for a remote one",
    );
    await account.given(put(`${v1}/pipelines/pl`, { ...body, description: "e" }));
    assert.equal((await account.send(del(`${v1}/pipelines/pl`))).text, "");
    const gone = await account.send(get(`${v1}/pipelines/pl`));
    assert.equal(gone.status, 404);
    assert.equal(typeof gone.body.message, "string");
  });

  it("template: create, read the version, update with the stable call, delete with comments", async () => {
    const yaml = make.templateYaml("t", "v1");
    const created = await account.send(
      post(`${v1}/templates`, { template_yaml: yaml, is_stable: true, comments: "c" }),
    );
    assert.deepEqual([created.status, created.body.identifier, created.body.slug], [201, "t", "t"]);
    const read = (await account.must(get(`${v1}/templates/t/versions/v1?branch_name=`))).body as {
      template: object;
    };
    assert.ok(!("git_details" in read.template));
    assert.ok("name" in read.template && "stable_template" in read.template);
    const update = { template_yaml: yaml, comments: "c" };
    await account.given(
      put(`${v1}/templates/t/versions/v1`, update),
      put(`${v1}/templates/t/versions/v1/stable`, update),
    );
    const removed = await account.send(del(`${v1}/templates/t/versions/v1?comments=c&forceDelete=true`));
    assert.deepEqual([removed.status, removed.text], [204, ""]);
  });

  it("input set: every answer of a write is the whole entity", async () => {
    await account.given(make.newPipeline("pl"));
    const created = await account.send(make.newInputSet("is"));
    assert.equal(created.status, 201);
    const update = put(`${v1}/input-sets/is?pipeline=pl`, make.inputSetBody("is"));
    for (const { body } of [created, await account.must(update)]) {
      for (const member of ["identifier", "org", "project", "input_set_yaml", "name"])
        assert.ok(member in body, member);
      assert.equal(
        body.input_set_yaml,
        (make.inputSetBody("is") as { input_set_yaml: string }).input_set_yaml,
      );
    }
  });

  it("service and environment: updates go to the collection, answers carry no git details", async () => {
    await account.given(
      make.newService("svc", { tags: { baz: "", foo: "bar" } }),
      make.newEnvironment("env"),
    );
    await account.given(
      put("/ng/api/servicesV2", make.serviceBody("svc", { name: "Renamed", yaml: undefined })),
    );
    const { service } = await dataOf<{ service: object }>(
      account,
      get(`/ng/api/servicesV2/svc?${inProject}`),
    );
    assert.ok(!("entityGitDetails" in service));
    await account.given(put("/ng/api/environmentsV2", make.environmentBody("env", { color: "#000" })));
    assert.equal(
      await dataOf(account, del(`/ng/api/environmentsV2/env?forceDelete=true&${inProject}`)),
      true,
    );
  });

  it("user group: version 2 first, version 1 decides that it is gone", async () => {
    const group = { accountIdentifier: "ACC", ...place, identifier: "ug", name: "ug", users: ["uid1"] };
    const sso = { linkedSsoId: "l", ssoLinked: true, tags: { baz: "" } };
    await account.given(post(`/ng/api/user-groups?${inProject}`, { ...group, ...sso }));
    const read = await dataOf<{ users: { uuid: string }[]; ssoLinked: boolean }>(
      account,
      get(`/ng/api/v2/user-groups/ug?${inProject}`),
    );
    assert.deepEqual([read.users[0]?.uuid, read.ssoLinked], ["uid1", true]);
    await account.given(del(`/ng/api/user-groups/ug?${inProject}`));
    for (const version of ["v2/user-groups", "user-groups"]) {
      const gone = await account.send(get(`/ng/api/${version}/ug?${inProject}`));
      assert.deepEqual([gone.status, gone.body.code], [404, "RESOURCE_NOT_FOUND_EXCEPTION"]);
    }
  });

  it("role assignment: an update is a delete and a create", async () => {
    const grant = {
      resourceGroupIdentifier: "_all_project_level_resources",
      roleIdentifier: "_project_viewer",
    };
    const principal = { scopeLevel: "project", identifier: "sa", type: "SERVICE_ACCOUNT" };
    const request = post(`/authz/api/roleassignments?${inProject}`, {
      identifier: "ra",
      ...grant,
      principal,
    });
    const sa = {
      identifier: "sa",
      name: "sa",
      email: "a@service.harness.io",
      accountIdentifier: "ACC",
      ...place,
    };
    await account.given(post(`/ng/api/serviceaccount?${inProject}`, sa), request);
    await account.given(del(`/authz/api/roleassignments/ra?${inProject}`));
    const { roleAssignment } = await dataOf<{ roleAssignment: Record<string, unknown> }>(account, request);
    assert.deepEqual(roleAssignment.principal, principal);
    assert.deepEqual([roleAssignment.disabled, roleAssignment.managed], [false, false]);
    assert.ok(!("roleReference" in roleAssignment));
  });

  it("policy and set: five empty git parameters, POST then PATCH then GET", async () => {
    const git = "git_base_branch=&git_branch=&git_commit_msg=&git_is_new_branch=false";
    const policy = post(`/pm/api/v1/policies?${git}&git_import=false&${inProject}`, {
      identifier: "pol",
      name: "pol",
      rego: "x",
    });
    const set = { action: "onrun", enabled: true, name: "ps", type: "pipeline" };
    await account.given(policy, post(`/pm/api/v1/policysets?${inProject}`, { identifier: "ps", ...set }));
    const policies = [{ identifier: "pol", severity: "warning" }];
    const patch = {
      method: "PATCH",
      path: `/pm/api/v1/policysets/ps?${inProject}`,
      body: { ...set, policies },
    };
    assert.equal((await account.send(patch)).status, 204);
    const { body } = await account.must(get(`/pm/api/v1/policysets/ps?${inProject}`));
    assert.deepEqual([body.policies, body.org_id, body.project_id], [policies, "default", "shop"]);
  });

  it("every answer with a body is JSON", async () => {
    const paths = [
      "/ng/api/projects",
      "/pm/api/v1/policies",
      `${v1}/templates`,
      "/ng/api/projects/none?orgIdentifier=default",
    ];
    for (const path of paths) {
      assert.equal((await account.send(get(path))).headers.get("content-type"), "application/json");
    }
  });
});
