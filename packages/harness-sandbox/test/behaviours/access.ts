import assert from "node:assert/strict";
import type { TestAccount } from "../client";
import * as make from "../requests";
import { del, get, inProject, place, post, put } from "../requests";
import { dataOf, pathsOf, refused, type Scenario } from "./scenario";

const assignments = `/authz/api/roleassignments?${inProject}`;
const builtIn = {
  resourceGroupIdentifier: "_all_project_level_resources",
  roleIdentifier: "_project_viewer",
};
const group = { identifier: "team", name: "team", ...place, users: [], notificationConfigs: [] };
const newRole = post(`/authz/api/roles?${inProject}`, {
  identifier: "deployer",
  name: "deployer",
  permissions: ["p"],
});
const newGroup = post(`/ng/api/user-groups?${inProject}`, group);

function assign(more: object, principal: object = { identifier: "u", type: "USER" }) {
  return post(assignments, { ...builtIn, principal, ...more });
}

function resourceGroup(filter: string, identifiers: string[], more: object = {}) {
  const includedScopes = [{ filter, accountIdentifier: "ACC", ...place }];
  const resourceFilter = { resources: [{ resourceType: "SECRET", identifiers }] };
  const body = { identifier: "rg", name: "rg", includedScopes, resourceFilter, ...more };
  return post(`/resourcegroup/api/v2/resourcegroup?${inProject}`, { resourceGroup: body });
}

async function assignmentOf(account: TestAccount, request: ReturnType<typeof assign>) {
  return (await dataOf<{ roleAssignment: Record<string, unknown> }>(account, request)).roleAssignment;
}

/** User groups, roles, resource groups and role assignments. */
export const accessScenarios = {
  "userGroup.versions": async (account) => {
    await account.given(make.newProject());
    const v2 = await dataOf<{ users: { uuid: string; email: string }[] }>(
      account,
      post(`/ng/api/v2/user-groups?${inProject}`, { ...group, users: ["a@b.c"] }),
    );
    assert.equal(v2.users[0]?.email, "a@b.c");
    const v1 = await dataOf<{ users: string[] }>(account, get(`/ng/api/user-groups/team?${inProject}`));
    assert.deepEqual(v1.users, [v2.users[0]?.uuid]);
  },
  "userGroup.replace": async (account) => {
    await account.given(make.newProject());
    const path = `/ng/api/user-groups?${inProject}`;
    const full = { ...group, users: ["ann"], tags: { a: "b" }, description: "who" };
    await account.given(post(path, full), put(path, { ...group, name: "other" }));
    const left = await dataOf(account, get(`/ng/api/user-groups/team?${inProject}`));
    assert.deepEqual([left["users"], left["tags"], left["description"]], [[], {}, ""]);
  },
  "userGroup.batch": async (account) => {
    await account.given(make.newProject(), newGroup);
    const batch = (identifierFilter: string[]) =>
      post(`/ng/api/user-groups/batch?${inProject}`, { identifierFilter });
    assert.equal((await dataOf<unknown[]>(account, batch(["team", "other"]))).length, 1);
    assert.equal((await dataOf<unknown[]>(account, batch(["other"]))).length, 0);
  },
  "userGroup.notifications": async (account) => {
    await account.given(make.newProject());
    const notify = (config: object) =>
      post(`/ng/api/user-groups?${inProject}`, { ...group, notificationConfigs: [config] });
    await refused(account, notify({ type: "SLACK" }), 400, /slackWebhookUrl/);
    await refused(account, notify({ type: "PIGEON" }), 400, /PIGEON/);
    await account.given(notify({ type: "SLACK", slackWebhookUrl: "https://s" }));
  },
  "role.underscore": async (account) => {
    await account.given(make.newProject());
    await refused(
      account,
      post(`/authz/api/roles?${inProject}`, { identifier: "_mine", name: "m" }),
      400,
      /"_"/,
    );
  },
  "role.levels": async (account) => {
    await account.given(make.newProject());
    const { role } = await dataOf<{ role: { allowedScopeLevels: string[] } }>(account, newRole);
    assert.deepEqual(role.allowedScopeLevels, ["project"]);
    const wrong = { identifier: "r", name: "r", allowedScopeLevels: ["galaxy"] };
    await refused(account, post(`/authz/api/roles?${inProject}`, wrong), 400, /galaxy/);
  },
  "resourceGroup.filter": async (account) => {
    await account.given(make.newProject());
    const request = resourceGroup("EXCLUDING_CHILD_SCOPES", [], { resourceFilter: undefined });
    const created = await dataOf<{ resourceGroup: { resourceFilter: unknown } }>(account, request);
    assert.deepEqual(created.resourceGroup.resourceFilter, { includeAllResources: false, resources: [] });
  },
  "resourceGroup.dynamic": async (account) => {
    await account.given(make.newProject());
    await refused(account, resourceGroup("INCLUDING_CHILD_SCOPES", ["s"]), 400, /dynamic scope/);
    await account.given(resourceGroup("EXCLUDING_CHILD_SCOPES", ["s"]));
  },
  "roleAssignment.missing": async (account) => {
    await account.given(make.newProject());
    const answer = await account.send(get(`/authz/api/roleassignments/none?${inProject}`));
    assert.deepEqual([answer.status, answer.body.code], [400, "RESOURCE_NOT_FOUND_EXCEPTION"]);
  },
  "roleAssignment.generated": async (account) => {
    await account.given(make.newProject());
    const first = await assignmentOf(account, assign({}));
    assert.match(String(first.identifier), /^role_assignment_[0-9a-f]{20}$/);
    await account.given(del(`/authz/api/roleassignments/${String(first.identifier)}?${inProject}`));
    assert.equal((await assignmentOf(account, assign({}))).identifier, first.identifier);
  },
  "roleAssignment.same": async (account) => {
    await account.given(make.newProject(), assign({ identifier: "one" }));
    await refused(account, assign({ identifier: "two" }), 400, /already exists as \[one\]/);
    await account.given(assign({ identifier: "two" }, { identifier: "v", type: "USER" }));
  },
  "roleAssignment.targets": async (account) => {
    await account.given(make.newProject());
    await refused(account, assign({ roleIdentifier: "deployer" }), 400, /role \[deployer\] not found/);
    await refused(account, assign({ resourceGroupIdentifier: "rg" }), 400, /resourceGroup \[rg\] not found/);
    await refused(account, assign({}, { identifier: "team", type: "USER_GROUP" }), 400, /userGroup \[team\]/);
    const atAccount = { identifier: "team", type: "USER_GROUP", scopeLevel: "account" };
    await refused(account, assign({}, atAccount), 400, /\[account\]/);
    await account.given(
      post("/ng/api/user-groups", { ...group, orgIdentifier: undefined, projectIdentifier: undefined }),
    );
    await account.given(assign({}, atAccount));
    await refused(account, assign({}, { identifier: "x", type: "ROBOT" }), 400, /ROBOT/);
  },
  "roleAssignment.cascade": async (account) => {
    await account.given(make.newProject(), newRole, newGroup);
    await account.given(assign({ roleIdentifier: "deployer" }, { identifier: "team", type: "USER_GROUP" }));
    await account.given(del(`/authz/api/roles/deployer?${inProject}`));
    assert.deepEqual(pathsOf(account, "roleAssignment"), []);
  },
  "roleAssignment.filter": async (account) => {
    await account.given(make.newProject(), newRole, assign({ identifier: "one" }));
    await account.given(assign({ identifier: "two", roleIdentifier: "deployer" }));
    const found = async (filter: object) => {
      const request = post(`/authz/api/roleassignments/filter?${inProject}`, filter);
      const page = await dataOf<{ content: { roleAssignment: { identifier: string } }[] }>(account, request);
      return page.content.map(({ roleAssignment }) => roleAssignment.identifier);
    };
    assert.deepEqual(await found({}), ["one", "two"]);
    assert.deepEqual(await found({ roleFilter: ["deployer"] }), ["two"]);
    assert.deepEqual(await found({ principalFilter: [{ type: "USER_GROUP", identifier: "u" }] }), []);
  },
} satisfies Record<string, Scenario>;
