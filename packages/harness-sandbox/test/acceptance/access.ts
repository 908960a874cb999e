import { accountId } from "../client";
import { del, get, post, put } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";
import { inAccount, inOrganization, inProject, type Place } from "./place";

const id = "AccAccess_pWkLx";
const renamed = `${id}_updated`;
const described = { description: "test", tags: { foo: "bar" } };

/** Create and rename, where the identifier is in the path of the update. */
function renamedCase(
  test: string,
  place: Place,
  {
    base,
    read,
    member,
    body,
  }: { base: string; read?: string; member: string; body: (name: string) => object },
): AcceptanceCase {
  const path = `${base}/${id}?${place.query}`;
  return {
    test,
    given: place.given,
    steps: [
      {
        apply: [post(`${base}?${place.query}`, body(id))],
        reads: { [`${member}.name`]: id, [`${member}.tags`]: described.tags },
      },
      { apply: [put(path, body(renamed))], reads: { [`${member}.name`]: renamed } },
    ],
    read: get(`${read ?? base}/${id}?${place.query}`),
    remove: del(path),
  };
}

function roleCase(test: string, place: Place, level: string, permissions = ["core_pipeline_edit"]) {
  const body = (name: string) => ({
    ...{ identifier: id, name, permissions, allowedScopeLevels: [level] },
    ...described,
  });
  return renamedCase(test, place, { base: "/authz/api/roles", member: "data.role", body });
}

function resourceGroupCase(
  test: string,
  place: Place,
  level: string,
  attributeFilter?: object,
): AcceptanceCase {
  const account = { accountIdentifier: accountId };
  const includedScopes = [{ filter: "EXCLUDING_CHILD_SCOPES", ...account, ...place.fields }];
  const resources = [{ resourceType: "CONNECTOR", ...(attributeFilter && { attributeFilter }) }];
  const rest = { allowedScopeLevels: [level], includedScopes, resourceFilter: { resources } };
  const body = (name: string) => ({
    resourceGroup: { ...account, ...place.fields, identifier: id, name, ...described, ...rest },
  });
  return renamedCase(test, place, {
    base: "/resourcegroup/api/v2/resourcegroup",
    member: "data.resourceGroup",
    body,
  });
}

function serviceAccountCase(test: string, place: Place): AcceptanceCase {
  const body = (name: string) => ({
    ...{ identifier: id, name, email: "bot@service.invalid", accountIdentifier: accountId },
    ...described,
    ...place.fields,
  });
  const base = "/ng/api/serviceaccount";
  return renamedCase(test, place, { base, read: `${base}/aggregate`, member: "data.serviceAccount", body });
}

/** Groups are updated without identifier in the path; reads go to version 2, deletes to version 1. */
function userGroupCase(
  test: string,
  version: "" | "v2/",
  users: readonly string[],
  reads: object,
): AcceptanceCase {
  const { given, query, fields } = inProject(id);
  const base = `/ng/api/${version}user-groups?${query}`;
  const notificationConfigs = [
    { type: "SLACK", slackWebhookUrl: "https://hook.invalid" },
    { type: "EMAIL", groupEmail: "group@users.invalid", sendEmailToAllUsers: true },
    { type: "MSTEAMS", microsoftTeamsWebhookUrl: "https://hook.invalid" },
    { type: "PAGERDUTY", pagerDutyKey: "key" },
  ];
  const sso = { linkedSsoId: "sso", linkedSsoDisplayName: "sso", ssoGroupId: "g", ssoGroupName: "g" };
  const rest = { users, notificationConfigs, ...sso, linkedSsoType: "SAML", ssoLinked: true };
  const body = (name: string) => ({ accountIdentifier: accountId, ...fields, identifier: id, name, ...rest });
  return {
    test,
    given,
    steps: [
      {
        apply: [post(base, body(id))],
        reads: {
          "data.name": id,
          "data.notificationConfigs": notificationConfigs,
          "data.ssoLinked": true,
          ...reads,
        },
      },
      { apply: [put(base, body(renamed))], reads: { "data.name": renamed, ...reads } },
    ],
    read: get(`/ng/api/v2/user-groups/${id}?${query}`),
    remove: del(`/ng/api/user-groups/${id}?${query}`),
  };
}

/** An update deletes and creates; once gone, the answer is 400 and not 404. */
function roleAssignmentCase(test: string): AcceptanceCase {
  const place = inProject(id);
  const [serviceAccount] = serviceAccountCase("", place).steps;
  const [role] = roleCase("", place, "project").steps;
  const base = "/authz/api/roleassignments";
  const create = (disabled: boolean) =>
    post(`${base}?${place.query}`, {
      identifier: id,
      resourceGroupIdentifier: "_all_project_level_resources",
      roleIdentifier: id,
      principal: { identifier: id, type: "SERVICE_ACCOUNT" },
      ...(disabled && { disabled }),
    });
  const remove = del(`${base}/${id}?${place.query}`);
  return {
    test,
    given: [...place.given, ...(serviceAccount?.apply ?? []), ...(role?.apply ?? [])],
    steps: [
      {
        apply: [create(false)],
        reads: {
          "data.roleAssignment.disabled": false,
          "data.roleAssignment.managed": false,
          "data.roleAssignment.principal.type": "SERVICE_ACCOUNT",
        },
      },
      { apply: [remove, create(true)], reads: { "data.roleAssignment.disabled": true } },
    ],
    read: get(`${base}/${id}?${place.query}`),
    remove,
    gone: 400,
  };
}

const [organization, project] = [inOrganization(id), inProject(id)];
const category = { attributeName: "category", attributeValues: ["value"] };

export const accessCases: readonly AcceptanceCase[] = [
  roleCase("TestAccResourceRoles", inAccount, "account"),
  roleCase("TestOrgResourceRoles", organization, "organization"),
  roleCase("TestProjectResourceRoles", project, "project"),
  roleCase("TestRepoResourceRoles", project, "project", ["code_repo_push", "code_repo_view"]),
  resourceGroupCase("TestAccResourceResourceGroup", inAccount, "account", category),
  resourceGroupCase("TestOrgResourceResourceGroup", organization, "organization", category),
  resourceGroupCase("TestProjectResourceResourceGroup", project, "project", category),
  resourceGroupCase("TestAccResourceResourceGroup_emptyAttributeFilter", inAccount, "account"),
  resourceGroupCase("TestOrgResourceResourceGroup_emptyAttributeFilter", organization, "organization"),
  resourceGroupCase("TestProjectResourceResourceGroup_emptyAttributeFilter", project, "project"),
  serviceAccountCase("TestAccResourceServiceAccount", inAccount),
  serviceAccountCase("TestAccResourceServiceAccountOrgLevel", organization),
  serviceAccountCase("TestAccResourceServiceAccountProjectLevel", project),
  userGroupCase("TestAccResourceUserGroup", "", ["someUserId"], { "data.users.0.uuid": "someUserId" }),
  userGroupCase("TestAccResourceUserGroup_emails", "v2/", ["a@b.invalid"], {
    "data.users.0.email": "a@b.invalid",
  }),
  userGroupCase("TestAccResourceUserGroup_DeleteUnderlyingResource", "", [], { "data.users": [] }),
  roleAssignmentCase("TestAccRoleAssignments"),
  roleAssignmentCase("TestAccResourceRoleAssignments_DeleteUnderlyingResource"),
];
