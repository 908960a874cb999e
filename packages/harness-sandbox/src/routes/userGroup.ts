import { createHash } from "node:crypto";
import { jsonBody, optionalJsonBody, param, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { ok } from "../envelope";
import { labels, objects, pick, text, texts } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, need, needScope, remove, replace } from "../objects";
import { indexPages, ngPage } from "../paging";
import { invalid } from "../refusal";
import { scopeFields, type Scope } from "../scope";
import type { Route } from "./route";

const kind = "userGroup";
const v1 = "/ng/api/user-groups";
const v2 = "/ng/api/v2/user-groups";

/** Single sign-on members, kept as they come. */
const ssoMembers = [
  "linkedSsoId",
  "linkedSsoDisplayName",
  "ssoGroupId",
  "ssoGroupName",
  "linkedSsoType",
  "externallyManaged",
  "ssoLinked",
];

/** Notification types and the member each needs. */
const notificationMember: Readonly<Record<string, string>> = {
  EMAIL: "groupEmail",
  SLACK: "slackWebhookUrl",
  PAGERDUTY: "pagerDutyKey",
  MSTEAMS: "microsoftTeamsWebhookUrl",
};

/** Version 1 names users by id, version 2 by e-mail address; both look at the same groups. */
export const userGroupRoutes: readonly Route[] = [
  { method: "POST", path: v1, kind, handle: (call) => ok(presentV1(post(call, userOfId))) },
  { method: "PUT", path: v1, kind, handle: (call) => ok(presentV1(put(call, userOfId))) },
  { method: "GET", path: v1, kind, handle: list },
  { method: "POST", path: `${v1}/batch`, kind, handle: batch },
  { method: "GET", path: `${v1}/:identifier`, kind, handle: (call) => ok(presentV1(get(call))) },
  { method: "DELETE", path: `${v1}/:identifier`, kind, handle: del },
  { method: "POST", path: v2, kind, handle: (call) => ok(presentV2(post(call, userOfEmail))) },
  { method: "PUT", path: v2, kind, handle: (call) => ok(presentV2(put(call, userOfEmail))) },
  { method: "GET", path: `${v2}/:identifier`, kind, handle: (call) => ok(presentV2(get(call))) },
];

interface User {
  readonly uuid: string;
  readonly email: string;
}

function post(call: Call, userOf: (name: string) => User): Entity {
  const scope = queryScope(call);
  const body = read(call, scope, userOf);
  return create(call.account, at(scope, String(body.identifier)), body);
}

function put(call: Call, userOf: (name: string) => User): Entity {
  const scope = queryScope(call);
  const body = read(call, scope, userOf);
  return replace(call.account, need(call.account, at(scope, String(body.identifier))), body);
}

function get(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function del(call: Call): Reply {
  const entity = get(call);
  remove(call.account, entity);
  return ok(presentV1(entity));
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const all = matching(call, call.account.store.list(kind, scope), "identifiers");
  return ok(ngPage(call, indexPages(50), all, presentV1));
}

function batch(call: Call): Reply {
  const scope = queryScope(call);
  const wanted = new Set(texts(optionalJsonBody(call), "identifierFilter"));
  const all = call.account.store.list(kind, scope);
  return ok(all.filter((entity) => wanted.size === 0 || wanted.has(entity.identifier)).map(presentV1));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call, scope: Scope, userOf: (name: string) => User): Json {
  const body = jsonBody(call);
  const account = text(body, "accountIdentifier") ?? call.account.id;
  if (account !== call.account.id)
    throw invalid(`accountIdentifier [${account}] in the body is not this account`);
  const identifier = checkIdentifier(body.identifier, "User group");
  checkLabels(body, "User group");
  return {
    accountIdentifier: call.account.id,
    ...scopeFields(scope),
    identifier,
    name: checkName(text(body, "name"), "User group"),
    ...labels(body),
    users: texts(body, "users").map(userOf),
    notificationConfigs: objects(body, "notificationConfigs").map(checkedNotification),
    externallyManaged: false,
    ssoLinked: false,
    ...pick(body, ssoMembers),
  };
}

function checkedNotification(config: Json): Json {
  const type = text(config, "type") ?? "";
  const member = notificationMember[type];
  if (member === undefined) {
    throw invalid(`notification type [${type}] is not one of ${Object.keys(notificationMember).join(", ")}`);
  }
  if (text(config, member) === undefined && config.sendEmailToAllUsers !== true) {
    throw invalid(`a notification of type ${type} needs ${member}`);
  }
  return config;
}

/** Users are not modelled: an id or an address stands for a user, and the other one is made from it. */
function userOfId(uuid: string): User {
  return { uuid, email: `${uuid}@users.invalid` };
}

function userOfEmail(email: string): User {
  const suffix = "@users.invalid";
  if (email.endsWith(suffix)) return { uuid: email.slice(0, -suffix.length), email };
  return { uuid: createHash("sha256").update(email).digest("base64url").slice(0, 22), email };
}

function presentV1(entity: Entity): Json {
  return { ...entity.body, users: (entity.body.users as User[]).map((user) => user.uuid) };
}

function presentV2(entity: Entity): Json {
  const users = (entity.body.users as User[]).map((user) => ({ ...user, name: user.email, disabled: false }));
  return { ...entity.body, users };
}
