/** Roles, and the account that CI starts pipelines with. */
import { accessNames } from "../catalog/names";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import { grant, resourceGroup, type Principal } from "./grants";
import type { PlannedObject } from "./model";
import { roleObjects } from "./roles";
import { ownerTags, tagInputs } from "./tags";

/** Kinds of resource that {@link accessNames.deliveryResources} covers as a whole. */
const deliveryResourceTypes = ["CONNECTOR", "ENVIRONMENT", "SECRET", "TEMPLATE"] as const;

/** Roles, the shared resource group, and CI's service account with its grants. */
export function accessObjects(context: PlanContext): PlannedObject[] {
  return [
    ...roleObjects(context),
    resourceGroup(context, accessNames.deliveryResources, "Catalog delivery", [
      ...deliveryResourceTypes.map((resourceType) => ({ resourceType })),
    ]),
    serviceAccount(
      context,
      accessNames.ci,
      "Catalog CI",
      "Starts pipelines after a build; may change nothing",
    ),
    ...ciGrants(context),
    serviceAccount(
      context,
      accessNames.reconciler,
      "Catalog reconciler",
      "Applies the catalog; may start nothing. Its key replaces the one of the first run",
    ),
    grant(context, "catalog_reconciler_may_change", {
      principal: { type: "SERVICE_ACCOUNT", identifier: accessNames.reconciler, scopeLevel: "project" },
      role: accessNames.reconciler,
      resources: accessNames.everything,
    }),
  ];
}

function serviceAccount(
  context: PlanContext,
  identifier: string,
  name: string,
  description: string,
): PlannedObject {
  return {
    kind: "serviceAccount",
    name: identifier,
    inputs: {
      identifier,
      name,
      description,
      email: `${identifier}@service.harness.io`,
      accountId: context.scope.account,
      ...projectInputs(context),
      tags: tagInputs(ownerTags(context)),
    },
    dependsOn: projectKeys(context),
  };
}

/** Their identifiers end in a way that no team's do. */
function ciGrants(context: PlanContext): PlannedObject[] {
  const principal: Principal = { type: "SERVICE_ACCOUNT", identifier: accessNames.ci, scopeLevel: "project" };
  return [
    grant(context, "catalog_ci_may_execute", {
      principal,
      role: accessNames.teamRole,
      resources: accessNames.everything,
    }),
    grant(context, "catalog_ci_may_deliver", {
      principal,
      role: accessNames.deliveryRole,
      resources: accessNames.deliveryResources,
    }),
  ];
}
