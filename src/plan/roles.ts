/** Roles of the project and their permissions. */
import { accessNames } from "../catalog/names";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import type { PlannedObject } from "./model";
import { ownerTags, tagInputs } from "./tags";

/** Kinds of object that the catalog leads to, as Harness spells them in permissions. */
const reconciled = [
  "connector",
  "delegate",
  "environment",
  "governancePolicy",
  "governancePolicySets",
  "pipeline",
  "resourcegroup",
  "role",
  "secret",
  "service",
  "serviceaccount",
  "template",
] as const;

/** Permissions by role. Harness checks those of a run against whoever started it. */
const permissions = {
  /** On the team's own pipelines and services. */
  [accessNames.teamRole]: [
    "core_pipeline_execute",
    "core_pipeline_view",
    "core_service_access",
    "core_service_view",
  ],
  /** On what every run touches beside its own service. */
  [accessNames.deliveryRole]: [
    "core_connector_access",
    "core_connector_view",
    "core_environment_access",
    "core_environment_view",
    "core_secret_access",
    "core_template_access",
    "core_template_view",
  ],
  /** On the whole project. The catalog is the only writer of its objects, so there is no edit permission here. */
  [accessNames.platformRole]: [
    "core_connector_access",
    "core_connector_view",
    "core_deploymentfreeze_manage",
    "core_deploymentfreeze_override",
    "core_environment_access",
    "core_environment_view",
    "core_governancePolicySets_view",
    "core_governancePolicy_view",
    "core_pipeline_execute",
    "core_pipeline_view",
    "core_project_view",
    "core_secret_access",
    "core_secret_view",
    "core_service_access",
    "core_service_view",
    "core_template_access",
    "core_template_view",
  ],
  /** For the key that `up` runs with: what it creates, changes and deletes, and no execution of anything. */
  [accessNames.reconciler]: [
    ...reconciled.flatMap((kind) => [`core_${kind}_delete`, `core_${kind}_edit`, `core_${kind}_view`]),
    "chi_monitoredservice_delete",
    "chi_monitoredservice_edit",
    "chi_monitoredservice_view",
    "core_deploymentfreeze_manage",
    "core_project_view",
  ],
} as const;

const roleNames: Readonly<Record<keyof typeof permissions, string>> = {
  catalog_team: "Catalog team",
  catalog_delivery: "Catalog delivery",
  catalog_platform: "Catalog platform",
  catalog_reconciler: "Catalog reconciler",
};

/** One object per role. */
export function roleObjects(context: PlanContext): PlannedObject[] {
  const roles = Object.keys(roleNames) as (keyof typeof permissions)[];
  return roles.map((role) => roleObject(context, role));
}

function roleObject(context: PlanContext, identifier: keyof typeof permissions): PlannedObject {
  return {
    kind: "roles",
    name: identifier,
    inputs: {
      identifier,
      name: roleNames[identifier],
      ...projectInputs(context),
      tags: tagInputs(ownerTags(context)),
      allowedScopeLevels: ["project"],
      permissions: permissions[identifier],
    },
    dependsOn: projectKeys(context),
  };
}
