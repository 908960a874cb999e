import * as make from "../requests";
import { del, get, inProject, place, post, put, v1 } from "../requests";
import type { KindCase } from "./kindCase";

const shop = make.newProject();
const inNowhere = "orgIdentifier=default&projectIdentifier=nowhere";
const nowhere = { orgIdentifier: "default", projectIdentifier: "nowhere" };
const ng = (path: string, identifier: string) => `${path}/${identifier}?${inProject}`;

/** What is delivered, where to and how. */
export const deliveryKinds: readonly KindCase[] = [
  {
    kind: "service",
    parents: [shop],
    create: (id) => make.newService(id),
    read: (id) => get(ng("/ng/api/servicesV2", id)),
    list: get(`/ng/api/servicesV2?${inProject}`),
    update: (id) => put("/ng/api/servicesV2", make.serviceBody(id, { description: "changed" })),
    remove: (id) => del(ng("/ng/api/servicesV2", id)),
    changed: "changed",
    unknownParent: make.newService("a", nowhere),
  },
  {
    kind: "environment",
    parents: [shop],
    create: (id) => make.newEnvironment(id),
    read: (id) => get(ng("/ng/api/environmentsV2", id)),
    list: get(`/ng/api/environmentsV2?${inProject}`),
    update: (id) => put("/ng/api/environmentsV2", make.environmentBody(id, { description: "changed" })),
    remove: (id) => del(ng("/ng/api/environmentsV2", id)),
    changed: "changed",
    unknownParent: make.newEnvironment("a", nowhere),
  },
  {
    kind: "infrastructure",
    parents: [shop, make.newEnvironment("env")],
    create: (id) => make.newInfrastructure(id, "env"),
    read: (id) => get(`${ng("/ng/api/infrastructures", id)}&environmentIdentifier=env`),
    list: get(`/ng/api/infrastructures?${inProject}&environmentIdentifier=env`),
    update: (id) =>
      put("/ng/api/infrastructures", make.infrastructureBody(id, "env", { description: "changed" })),
    remove: (id) => del(`${ng("/ng/api/infrastructures", id)}&environmentIdentifier=env`),
    changed: "changed",
    unknownParent: make.newInfrastructure("a", "nowhere"),
  },
  {
    kind: "serviceOverride",
    parents: [shop, make.newEnvironment("env"), make.newService("svc")],
    create: (id) => post("/ng/api/serviceOverrides", override(id, "one")),
    read: (id) => get(ng("/ng/api/serviceOverrides/get-with-yaml", id)),
    update: (id) => put("/ng/api/serviceOverrides", override(id, "changed")),
    remove: (id) => del(ng("/ng/api/serviceOverrides", id)),
    changed: "changed",
    unknownParent: post("/ng/api/serviceOverrides", override("a", "one", nowhere)),
  },
  {
    kind: "monitoredService",
    parents: [shop],
    create: (id) => make.newMonitoredService(id),
    read: (id) => get(ng("/cv/api/monitored-service", id)),
    list: get(`/cv/api/monitored-service/list?${inProject}&offset=0&pageSize=10`),
    update: (id) =>
      put(`/cv/api/monitored-service/${id}`, make.monitoredServiceBody(id, { description: "changed" })),
    remove: (id) => del(ng("/cv/api/monitored-service", id)),
    missing: 400,
    missingCode: "INVALID_REQUEST",
    changed: "changed",
    unknownParent: make.newMonitoredService("a", nowhere),
  },
  {
    kind: "policy",
    parents: [shop],
    create: (id) =>
      post(`/pm/api/v1/policies?${inProject}`, { identifier: id, name: id, rego: "package one" }),
    read: (id) => get(ng("/pm/api/v1/policies", id)),
    list: get(`/pm/api/v1/policies?${inProject}`),
    update: (id) => ({
      method: "PATCH",
      path: ng("/pm/api/v1/policies", id),
      body: { rego: "package changed" },
    }),
    remove: (id) => del(ng("/pm/api/v1/policies", id)),
    status: { create: 201, update: 204, remove: 204 },
    changed: "changed",
    unknownParent: post(`/pm/api/v1/policies?${inNowhere}`, {
      identifier: "a",
      name: "a",
      rego: "package a",
    }),
  },
  {
    kind: "policySet",
    parents: [shop],
    create: (id) =>
      post(`/pm/api/v1/policysets?${inProject}`, {
        identifier: id,
        name: id,
        type: "pipeline",
        action: "onrun",
      }),
    read: (id) => get(ng("/pm/api/v1/policysets", id)),
    list: get(`/pm/api/v1/policysets?${inProject}`),
    update: (id) => ({ method: "PATCH", path: ng("/pm/api/v1/policysets", id), body: { name: "changed" } }),
    remove: (id) => del(ng("/pm/api/v1/policysets", id)),
    status: { create: 201, update: 204, remove: 204 },
    changed: "changed",
    unknownParent: post(`/pm/api/v1/policysets?${inNowhere}`, {
      identifier: "a",
      name: "a",
      type: "t",
      action: "a",
    }),
  },
  {
    kind: "template",
    parents: [shop],
    create: (id) => make.newTemplate(id, "v1"),
    read: (id) => get(`${v1}/templates/${id}/versions/v1`),
    list: get(`${v1}/templates`),
    update: (id) =>
      put(`${v1}/templates/${id}/versions/v1`, {
        template_yaml: `${make.templateYaml(id, "v1")}  # changed\n`,
      }),
    remove: (id) => del(`${v1}/templates/${id}/versions/v1`),
    status: { create: 201, remove: 204 },
    changed: "# changed",
    unknownParent: make.newTemplate("a", "v1", {}, "/v1/orgs/nowhere"),
  },
  {
    kind: "pipeline",
    parents: [shop],
    create: (id) => make.newPipeline(id),
    read: (id) => get(`${v1}/pipelines/${id}`),
    list: get(`${v1}/pipelines`),
    update: (id) =>
      put(`${v1}/pipelines/${id}`, {
        pipeline_yaml: make.pipelineYaml(id),
        identifier: id,
        name: id,
        description: "changed",
      }),
    remove: (id) => del(`${v1}/pipelines/${id}`),
    status: { create: 201, remove: 204 },
    changed: "changed",
    unknownParent: { ...make.newPipeline("a"), path: "/v1/orgs/default/projects/nowhere/pipelines" },
  },
  {
    kind: "inputSet",
    parents: [shop, make.newPipeline("pl")],
    create: (id) => make.newInputSet(id),
    read: (id) => get(`${v1}/input-sets/${id}?pipeline=pl`),
    list: get(`${v1}/input-sets?pipeline=pl`),
    update: (id) => put(`${v1}/input-sets/${id}?pipeline=pl`, make.inputSetBody(id, "changed")),
    remove: (id) => del(`${v1}/input-sets/${id}?pipeline=pl`),
    status: { create: 201, remove: 204 },
    changed: "changed",
    unknownParent: make.newInputSet("a", "nowhere"),
  },
  {
    kind: "trigger",
    parents: [shop, make.newPipeline("pl")],
    create: (id) => make.newTrigger(id),
    read: (id) => get(`${ng("/pipeline/api/triggers", id)}&targetIdentifier=pl`),
    list: get(`/pipeline/api/triggers?${inProject}&targetIdentifier=pl`),
    update: (id) => ({
      method: "PUT",
      path: `${ng("/pipeline/api/triggers", id)}&targetIdentifier=pl`,
      body: make.triggerYaml(id, "changed"),
    }),
    remove: (id) => del(`${ng("/pipeline/api/triggers", id)}&targetIdentifier=pl`),
    changed: "changed",
    unknownParent: make.newTrigger("a", make.triggerYaml("a", "a", "nowhere"), "nowhere"),
  },
  {
    kind: "freeze",
    parents: [shop],
    create: (id) => ({
      method: "POST",
      path: `/ng/api/freeze?${inProject}`,
      body: make.freezeYaml(id, "Disabled"),
    }),
    read: (id) => get(ng("/ng/api/freeze", id)),
    list: { method: "POST", path: `/ng/api/freeze/list?${inProject}` },
    update: (id) => ({
      method: "PUT",
      path: ng("/ng/api/freeze", id),
      body: make.freezeYaml(id, "Disabled", "changed"),
    }),
    remove: (id) => del(ng("/ng/api/freeze", id)),
    changed: "changed",
    unknownParent: {
      method: "POST",
      path: `/ng/api/freeze?${inNowhere}`,
      body: make.freezeYaml("a", "Disabled"),
    },
  },
];

function override(identifier: string, value: string, where: object = place): object {
  const refs = { environmentRef: "env", serviceRef: "svc", type: "ENV_SERVICE_OVERRIDE" };
  return {
    ...where,
    ...refs,
    identifier,
    yamlInternal: `variables: [{ name: v, type: String, value: ${value} }]\n`,
  };
}
