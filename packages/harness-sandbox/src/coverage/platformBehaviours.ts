import type { Behaviour } from "./source";

/** What single kinds of the platform do. */
export const platformBehaviours = {
  "organization.default": {
    says: "The organization `default` is always there and cannot be deleted.",
    source: "guess",
  },
  "organization.cascade": {
    says: "Deleting an organization deletes its projects and all in them.",
    source: "guess",
  },
  "project.color": { says: "A project without colour gets `#0063F7`.", source: "observed-client" },
  "project.cascade": { says: "Deleting a project deletes all in it.", source: "documentation" },
  "connector.oddMember": {
    says: "The member `_` of a connector request is ignored.",
    source: "observed-client",
  },
  "connector.spec": {
    says: "Kubernetes, GitHub and AWS connectors need their credential; inherited ones need delegate selectors.",
    source: "sdk",
  },
  "connector.monitoring": {
    says: "Prometheus and Datadog connectors need their address, Datadog also both keys.",
    source: "sdk",
  },
  "connector.slash": {
    says: "The address of a Prometheus connector comes back with a slash at its end.",
    source: "documentation",
  },
  "connector.type": { says: "The type of a connector cannot be changed.", source: "guess" },
  "connector.secrets": { says: "Secrets named by a connector must exist.", source: "guess" },
  "secret.hidden": {
    says: "The value of an inline secret is never returned; the snapshot has its SHA-256 only.",
    source: "sdk",
  },
  "secret.reference": { says: "The value of a `Reference` secret is a path and is returned.", source: "sdk" },
  "secret.manager": {
    says: "`harnessSecretManager` is built in; another manager of an inline secret must exist, and cannot be changed.",
    source: "guess",
  },
  "userGroup.versions": {
    says: "Version 1 names users by id, version 2 gives objects with id and e-mail address.",
    source: "sdk",
  },
  "userGroup.replace": {
    says: "A PUT replaces the whole group: members, tags and description that it does not name are gone.",
    source: "documentation",
  },
  "userGroup.batch": { says: "`batch` reads user groups by identifier.", source: "sdk" },
  "userGroup.notifications": { says: "A notification needs the address its type asks for.", source: "guess" },
  "role.underscore": { says: "A custom role's identifier does not start with `_`.", source: "documentation" },
  "role.levels": { says: "A role without scope levels gets the level it is created at.", source: "guess" },
  "resourceGroup.filter": { says: "`resourceFilter` is never null in an answer.", source: "sdk" },
  "resourceGroup.dynamic": {
    says: "Specific identifiers with a scope that includes its children are refused.",
    source: "documentation",
  },
  "roleAssignment.missing": {
    says: "A missing role assignment answers 400 with `RESOURCE_NOT_FOUND_EXCEPTION`.",
    source: "observed-client",
  },
  "roleAssignment.generated": {
    says: "A role assignment without identifier gets one; here it is made from what is granted.",
    source: "sdk",
  },
  "roleAssignment.same": { says: "The same grant cannot be made twice in a scope.", source: "guess" },
  "roleAssignment.targets": {
    says: "Role, resource group, user group and service account of an assignment must exist; built-in ones do.",
    source: "guess",
  },
  "roleAssignment.cascade": {
    says: "Deleting a role, resource group, user group or service account deletes its assignments.",
    source: "guess",
  },
  "roleAssignment.filter": {
    says: "`filter` keeps assignments by role, resource group and principal.",
    source: "sdk",
  },
  "policy.rego": { says: "The Rego of a policy is not empty; it is not compiled.", source: "guess" },
  "policy.noContent": {
    says: "PATCH and DELETE of policies and sets answer 204 without a body.",
    source: "observed-client",
  },
  "policySet.severity": {
    says: "A severity other than error and warning is refused and leaves the half-made set.",
    source: "documentation",
  },
  "policySet.order": {
    says: "Policies of a set come back in the order they were sent.",
    source: "observed-client",
  },
  "policySet.unknown": { says: "Policies of a set must exist.", source: "guess" },
  "delegateToken.reuse": {
    says: "The name of a revoked delegate token cannot be used again.",
    source: "documentation",
  },
  "delegateToken.empty": {
    says: "No matching delegate token answers `resource: null`.",
    source: "observed-client",
  },
} as const satisfies Record<string, Behaviour>;
