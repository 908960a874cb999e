import * as make from "../requests";
import { del, get, inProject, place, post, put } from "../requests";
import type { KindCase } from "./kindCase";

const shop = make.newProject();
const inNowhere = "orgIdentifier=default&projectIdentifier=nowhere";
const nowhere = { orgIdentifier: "default", projectIdentifier: "nowhere" };
const ng = (path: string, identifier: string) => `${path}/${identifier}?${inProject}`;

/** Organizations, projects, connections to the outside, and who may do what. */
export const platformKinds: readonly KindCase[] = [
  {
    kind: "organization",
    parents: [],
    create: (id) => make.newOrganization(id),
    read: (id) => get(`/ng/api/organizations/${id}`),
    list: get("/ng/api/organizations"),
    update: (id) => put(`/ng/api/organizations/${id}`, { organization: { identifier: id, name: "changed" } }),
    remove: (id) => del(`/ng/api/organizations/${id}`),
    changed: "changed",
  },
  {
    kind: "project",
    parents: [],
    create: (id) => make.newProject(id),
    read: (id) => get(`/ng/api/projects/${id}?orgIdentifier=default`),
    list: get("/ng/api/projects?orgIdentifier=default"),
    update: (id) =>
      put(`/ng/api/projects/${id}?orgIdentifier=default`, { project: { identifier: id, name: "changed" } }),
    remove: (id) => del(`/ng/api/projects/${id}?orgIdentifier=default`),
    changed: "changed",
    unknownParent: post("/ng/api/projects?orgIdentifier=nowhere", {
      project: { identifier: "a", name: "a" },
    }),
  },
  {
    kind: "connector",
    parents: [shop],
    create: (id) => make.newConnector(id),
    read: (id) => get(ng("/ng/api/connectors", id)),
    list: get(`/ng/api/connectors?${inProject}`),
    update: (id) => put("/ng/api/connectors", make.connectorBody(id, { description: "changed" })),
    remove: (id) => del(ng("/ng/api/connectors", id)),
    changed: "changed",
    unknownParent: make.newConnector("a", nowhere),
  },
  {
    kind: "secret",
    parents: [shop],
    create: (id) => make.newSecret(id),
    read: (id) => get(ng("/ng/api/v2/secrets", id)),
    list: get(`/ng/api/v2/secrets?${inProject}`),
    update: (id) =>
      put(ng("/ng/api/v2/secrets", id), make.secretBody(id, { additionalMetadata: { note: "changed" } })),
    remove: (id) => del(ng("/ng/api/v2/secrets", id)),
    changed: "changed",
    identifiersMay: "dash",
  },
  {
    kind: "userGroup",
    parents: [shop],
    create: (id) => post(`/ng/api/user-groups?${inProject}`, userGroup(id)),
    read: (id) => get(ng("/ng/api/user-groups", id)),
    list: get(`/ng/api/user-groups?${inProject}`),
    update: (id) => put(`/ng/api/user-groups?${inProject}`, userGroup(id, "changed")),
    remove: (id) => del(ng("/ng/api/user-groups", id)),
    changed: "changed",
    unknownParent: post(`/ng/api/user-groups?${inNowhere}`, userGroup("a")),
  },
  {
    kind: "role",
    parents: [shop],
    create: (id) => post(`/authz/api/roles?${inProject}`, role(id)),
    read: (id) => get(ng("/authz/api/roles", id)),
    list: get(`/authz/api/roles?${inProject}`),
    update: (id) => put(ng("/authz/api/roles", id), role(id, "changed")),
    remove: (id) => del(ng("/authz/api/roles", id)),
    changed: "changed",
    unknownParent: post(`/authz/api/roles?${inNowhere}`, role("a")),
  },
  {
    kind: "resourceGroup",
    parents: [shop],
    create: (id) => post(`/resourcegroup/api/v2/resourcegroup?${inProject}`, resourceGroup(id)),
    read: (id) => get(ng("/resourcegroup/api/v2/resourcegroup", id)),
    list: get(`/resourcegroup/api/v2/resourcegroup?${inProject}`),
    update: (id) => put(ng("/resourcegroup/api/v2/resourcegroup", id), resourceGroup(id, "changed")),
    remove: (id) => del(ng("/resourcegroup/api/v2/resourcegroup", id)),
    changed: "changed",
    unknownParent: post(`/resourcegroup/api/v2/resourcegroup?${inNowhere}`, resourceGroup("a")),
  },
  {
    kind: "serviceAccount",
    parents: [shop],
    create: (id) => post(`/ng/api/serviceaccount?${inProject}`, serviceAccount(id)),
    read: (id) => get(ng("/ng/api/serviceaccount/aggregate", id)),
    list: get(`/ng/api/serviceaccount/aggregate?${inProject}`),
    update: (id) => put(ng("/ng/api/serviceaccount", id), serviceAccount(id, "changed")),
    remove: (id) => del(ng("/ng/api/serviceaccount", id)),
    changed: "changed",
    unknownParent: post(`/ng/api/serviceaccount?${inNowhere}`, serviceAccount("a")),
  },
  {
    kind: "roleAssignment",
    parents: [shop],
    create: (id) => post(`/authz/api/roleassignments?${inProject}`, roleAssignment(id)),
    read: (id) => get(ng("/authz/api/roleassignments", id)),
    list: get(`/authz/api/roleassignments?${inProject}`),
    update: (id) => post(`/authz/api/roleassignments?${inProject}`, roleAssignment(id, true)),
    remove: (id) => del(ng("/authz/api/roleassignments", id)),
    missing: 400,
    updateDeletesFirst: true,
    changed: '"disabled":true',
    unknownParent: post(`/authz/api/roleassignments?${inNowhere}`, roleAssignment("a")),
  },
];

function role(identifier: string, name = identifier): object {
  return { identifier, name, permissions: ["core_pipeline_view"], allowedScopeLevels: ["project"] };
}

function userGroup(identifier: string, name = identifier): object {
  return { accountIdentifier: "ACC", ...place, identifier, name, users: ["u1"], notificationConfigs: [] };
}

function resourceGroup(identifier: string, name = identifier): object {
  const includedScopes = [{ filter: "EXCLUDING_CHILD_SCOPES", accountIdentifier: "ACC", ...place }];
  const resourceFilter = { resources: [{ resourceType: "PIPELINE" }] };
  return {
    resourceGroup: { accountIdentifier: "ACC", ...place, identifier, name, includedScopes, resourceFilter },
  };
}

function serviceAccount(identifier: string, name = identifier): object {
  return { identifier, name, email: `${identifier}@service.harness.io`, accountIdentifier: "ACC", ...place };
}

function roleAssignment(identifier: string, disabled = false): object {
  const principal = { scopeLevel: "project", identifier: `user_${identifier}`, type: "USER" };
  const grant = {
    resourceGroupIdentifier: "_all_project_level_resources",
    roleIdentifier: "_project_viewer",
  };
  return { identifier, ...grant, principal, disabled };
}
