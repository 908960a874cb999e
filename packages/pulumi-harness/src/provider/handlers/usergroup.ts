import { type InputsOf, specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeBody, scopeQuery, segment } from "./scope";
import { tagList, tagMap } from "./tags";

const byId = "/ng/api/user-groups";
const byEmail = "/ng/api/v2/user-groups";

type Inputs = InputsOf<typeof specs.usergroup>;

/** Users in an answer: identifiers in version 1 of the API, objects in version 2. */
type User = string | { readonly uuid?: string; readonly email?: string };

/** Version 1 takes users by id, version 2 by e-mail address; the list is version 1, so groups by address are read singly. */
export const usergroup = rest(specs.usergroup, {
  style: "ng",
  collection: (inputs) => (inputs.userEmails === undefined ? byId : byEmail),
  readItem: ({ identifier }) => `${byEmail}/${segment(identifier)}`,
  item: ({ identifier }) => `${byId}/${segment(identifier)}`,
  updateAtCollection: true,
  toBody: (inputs, accountId) => ({
    accountIdentifier: accountId,
    ...scopeBody(inputs),
    identifier: inputs.identifier,
    name: inputs.name,
    description: inputs.description ?? "",
    users: usersOf(inputs),
    notificationConfigs: inputs.notificationConfigs ?? [],
    tags: tagMap(inputs.tags),
    linkedSsoId: inputs.linkedSsoId,
    linkedSsoDisplayName: inputs.linkedSsoDisplayName,
    ssoGroupId: inputs.ssoGroupId,
    ssoGroupName: inputs.ssoGroupName,
    linkedSsoType: inputs.linkedSsoType,
    externallyManaged: inputs.externallyManaged,
    ssoLinked: inputs.ssoLinked,
  }),
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    name: entity["name"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
    description: entity["description"],
    tags: tagList(entity["tags"]),
    notificationConfigs: entity["notificationConfigs"],
    ...usersFrom(entity),
    ...singleSignOn(entity),
  }),
  list: {
    style: "ng",
    path: () => byId,
    query: scopeQuery,
    page: ["pageIndex", "pageSize"],
    serves: (_entity, { userEmails }) => userEmails === undefined,
  },
});

/** The members of a group linked to single sign-on come from there; Harness refuses a list of users for it. */
function usersOf({ ssoLinked, userEmails, users }: Inputs): readonly string[] | undefined {
  return ssoLinked === true ? undefined : (userEmails ?? users);
}

function usersFrom(entity: Json): Readonly<Record<string, unknown>> {
  const users = (entity["users"] ?? []) as User[];
  if (entity["ssoLinked"] === true) return {};
  const ids = users.map((user) => (typeof user === "string" ? user : user.uuid));
  const emails = users.map((user) => (typeof user === "string" ? undefined : user.email));
  return { users: ids, ...(emails.includes(undefined) ? {} : { userEmails: emails }) };
}

function singleSignOn(entity: Json): Readonly<Record<string, unknown>> {
  const keys = [
    "linkedSsoId",
    "linkedSsoDisplayName",
    "ssoGroupId",
    "ssoGroupName",
    "linkedSsoType",
    "externallyManaged",
    "ssoLinked",
  ];
  return Object.fromEntries(keys.map((key) => [key, entity[key]]));
}
