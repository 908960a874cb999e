import { createHash } from "node:crypto";
import type { Account } from "../account";
import { jsonBody, optionalJsonBody, param, queryScope, type Call, type Reply } from "../call";
import { keyOf, type Entity, type Json, type Kind, type Reference } from "../entity";
import { ok } from "../envelope";
import { objects, requiredObject, requiredText, text, texts, isObject } from "../fields";
import { matching } from "../filter";
import { checkIdentifier } from "../identifiers";
import { create, find, needScope, remove } from "../objects";
import { indexPages, ngPage } from "../paging";
import { duplicate, invalid, Refusal } from "../refusal";
import { levelOf, scopeFields, scopeOf, scopePath, type Scope } from "../scope";
import { isBuiltIn } from "./access";
import type { Route } from "./route";

const kind = "roleAssignment";
const base = "/authz/api/roleassignments";

const principalTypes = ["USER", "USER_GROUP", "SERVICE", "API_KEY", "SERVICE_ACCOUNT"];

/** There is no update: clients delete and create. */
export const roleAssignmentRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "POST", path: `${base}/multi`, kind, handle: postMany },
  { method: "GET", path: base, kind, handle: (call) => page(call, {}) },
  { method: "POST", path: `${base}/filter`, kind, handle: (call) => page(call, optionalJsonBody(call)) },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(call, needed(call))) },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  return ok(present(call, add(call, jsonBody(call))));
}

function postMany(call: Call): Reply {
  return ok(objects(jsonBody(call), "roleAssignments").map((body) => present(call, add(call, body))));
}

function del(call: Call): Reply {
  const entity = needed(call);
  remove(call.account, entity);
  return ok(present(call, entity));
}

function page(call: Call, filter: Json): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const roles = texts(filter, "roleFilter");
  const groups = texts(filter, "resourceGroupFilter");
  const types = texts(filter, "principalTypeFilter");
  const principals = objects(filter, "principalFilter");
  const all = matching(call, call.account.store.list(kind, scope), "identifiers").filter(
    ({ body }) =>
      (roles.length === 0 || roles.includes(String(body.roleIdentifier))) &&
      (groups.length === 0 || groups.includes(String(body.resourceGroupIdentifier))) &&
      (types.length === 0 || types.includes(String(principalOf(body).type))) &&
      (principals.length === 0 || principals.some((wanted) => isPrincipal(body, wanted))),
  );
  return ok(ngPage(call, indexPages(50), all, (entity) => present(call, entity)));
}

/** A missing assignment answers 400, not 404: the acceptance tests of the official client ask for it. */
function needed(call: Call): Entity {
  const identifier = param(call, "identifier");
  const entity = find(call.account, { kind, scope: queryScope(call), identifier });
  if (entity !== undefined) return entity;
  throw new Refusal(
    400,
    "RESOURCE_NOT_FOUND_EXCEPTION",
    `Role assignment [${identifier}] not found in this scope`,
  );
}

function add(call: Call, request: Json): Entity {
  const { account } = call;
  const scope = queryScope(call);
  const principal = readPrincipal(request, scope);
  const roleIdentifier = requiredText(request, "roleIdentifier");
  const resourceGroupIdentifier = requiredText(request, "resourceGroupIdentifier");
  const references: Reference[] = [
    ...named(account, "role", roleScope(request, scope), roleIdentifier),
    ...named(account, "resourceGroup", scope, resourceGroupIdentifier),
    ...principalReference(account, principal, scope),
  ];
  const grant = [
    roleIdentifier,
    resourceGroupIdentifier,
    principal.type,
    principal.scopeLevel,
    principal.identifier,
  ];
  const identifier = checkIdentifier(
    text(request, "identifier") ?? generated(scope, grant),
    "Role assignment",
  );
  // One grant exists once per scope; the key finds it without reading the other assignments.
  const grantKey = `grant:${scopePath(scope)}:${grant.join(":")}`;
  const same = account.store.referrersOf(grantKey).find((other) => other.identifier !== identifier);
  if (same !== undefined) throw duplicate(`the same role assignment already exists as [${same.identifier}]`);
  references.push({ key: grantKey, onDelete: "refuse" });
  const body = {
    identifier,
    resourceGroupIdentifier,
    roleIdentifier,
    ...(isObject(request.roleReference) ? { roleReference: request.roleReference } : {}),
    principal,
    disabled: request.disabled === true,
    managed: request.managed === true,
  };
  return create(account, { kind, scope, identifier }, body, references);
}

function readPrincipal(request: Json, scope: Scope) {
  const principal = requiredObject(request, "principal");
  const type = requiredText(principal, "type");
  if (!principalTypes.includes(type)) {
    throw invalid(`principal type [${type}] is not one of ${principalTypes.join(", ")}`);
  }
  const scopeLevel = text(principal, "scopeLevel") ?? levelOf(scope);
  return { scopeLevel, identifier: requiredText(principal, "identifier"), type };
}

function roleScope(request: Json, scope: Scope): Scope {
  return isObject(request.roleReference) ? atLevel(scope, text(request.roleReference, "scopeLevel")) : scope;
}

function principalReference(
  account: Account,
  principal: { type: string; identifier: string; scopeLevel: string },
  scope: Scope,
): Reference[] {
  const kinds: Partial<Record<string, Kind>> = { USER_GROUP: "userGroup", SERVICE_ACCOUNT: "serviceAccount" };
  const principalKind = kinds[principal.type];
  if (principalKind === undefined) return [];
  return named(account, principalKind, atLevel(scope, principal.scopeLevel), principal.identifier);
}

/** What an assignment names must exist, and takes the assignment along when it is deleted. */
function named(account: Account, target: Kind, scope: Scope, identifier: string): Reference[] {
  if (isBuiltIn(identifier)) return [];
  const key = keyOf({ kind: target, scope, identifier });
  if (account.store.get(key) === undefined)
    throw invalid(`${target} [${identifier}] not found in [${scopePath(scope)}]`);
  return [{ key, onDelete: "cascade" }];
}

function atLevel(scope: Scope, level: string | undefined): Scope {
  if (level === "account") return {};
  return level === "organization" ? scopeOf(scope.org, undefined) : scope;
}

function generated(scope: Scope, grant: readonly string[]): string {
  const digest = createHash("sha256")
    .update([scopePath(scope), ...grant].join("\n"))
    .digest("hex");
  return `role_assignment_${digest.slice(0, 20)}`;
}

function principalOf(body: Json): Json {
  return body.principal as Json;
}

function isPrincipal(body: Json, wanted: Json): boolean {
  const principal = principalOf(body);
  return principal.type === wanted.type && principal.identifier === wanted.identifier;
}

function present(call: Call, entity: Entity): Json {
  return {
    roleAssignment: entity.body,
    scope: { accountIdentifier: call.account.id, ...scopeFields(entity.scope) },
    createdAt: entity.createdAt,
    lastModifiedAt: entity.updatedAt,
    harnessManaged: false,
  };
}
