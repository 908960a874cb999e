/** Who may do what on which resources: the two kinds of object that say so. */
import { accessNames } from "../catalog/names";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import type { ObjectKey, PlannedObject } from "./model";
import { ownerTags, tagInputs } from "./tags";

/** One kind of resource of a group: those named, or all of the project when none is named. */
export interface Resources {
  readonly resourceType: string;
  readonly identifiers?: readonly string[];
}

/** A resource group of the project. */
export function resourceGroup(
  context: PlanContext,
  identifier: string,
  name: string,
  resources: readonly Resources[],
  dependsOn: readonly ObjectKey[] = projectKeys(context),
): PlannedObject {
  const accountId = context.scope.account;
  return {
    kind: "resourceGroup",
    name: identifier,
    inputs: {
      identifier,
      name,
      accountId,
      ...projectInputs(context),
      tags: tagInputs(ownerTags(context)),
      allowedScopeLevels: ["project"],
      includedScopes: [{ filter: "EXCLUDING_CHILD_SCOPES", accountId, ...projectInputs(context) }],
      resourceFilters: [{ includeAllResources: false, resources }],
    },
    dependsOn,
  };
}

/** Who is granted something. */
export type Principal =
  | { readonly type: "USER_GROUP"; readonly identifier: string; readonly scopeLevel: "account" }
  | { readonly type: "SERVICE_ACCOUNT"; readonly identifier: string; readonly scopeLevel: "project" };

/** A grant of a role on a resource group of the project. */
export function grant(
  context: PlanContext,
  identifier: string,
  given: { readonly principal: Principal; readonly role: string; readonly resources: string },
): PlannedObject {
  const { principal, role, resources } = given;
  const holder: ObjectKey =
    principal.type === "USER_GROUP"
      ? `usergroup/${principal.identifier}`
      : `serviceAccount/${principal.identifier}`;
  const group: ObjectKey[] = resources === accessNames.everything ? [] : [`resourceGroup/${resources}`];
  return {
    kind: "roleAssignments",
    name: identifier,
    inputs: {
      identifier,
      ...projectInputs(context),
      principals: [principal],
      roleIdentifier: role,
      resourceGroupIdentifier: resources,
      disabled: false,
      managed: false,
    },
    dependsOn: [holder, `roles/${role}`, ...group],
  };
}
