import { jsonBody, param, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { ok } from "../envelope";
import { labels, text, texts } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, need, needScope, remove, replace } from "../objects";
import { indexPages, ngPage } from "../paging";
import { invalid } from "../refusal";
import { levelOf, scopeFields, type Scope } from "../scope";
import { checkScopeLevels } from "./access";
import type { Route } from "./route";

const kind = "role";
const base = "/authz/api/roles";

export const roleRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: get },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const scope = queryScope(call);
  const body = read(call, scope);
  return answer(call, create(call.account, at(scope, String(body.identifier)), body));
}

function put(call: Call): Reply {
  const entity = needed(call);
  return answer(call, replace(call.account, entity, read(call, entity.scope, entity.identifier)));
}

function get(call: Call): Reply {
  return answer(call, needed(call));
}

function del(call: Call): Reply {
  const entity = needed(call);
  remove(call.account, entity);
  return answer(call, entity);
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const all = matching(call, call.account.store.list(kind, scope), "roleIdentifiers");
  return ok(ngPage(call, indexPages(50), all, (entity) => present(call, entity)));
}

function needed(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call, scope: Scope, expected?: string): Json {
  const body = jsonBody(call);
  const identifier = checkIdentifier(body.identifier ?? expected, "Role");
  if (identifier.startsWith("_"))
    throw invalid(`custom role identifier [${identifier}] must not start with "_"`);
  if (expected !== undefined && identifier !== expected) {
    throw invalid(`Role identifier [${identifier}] in the body is not [${expected}]`);
  }
  checkLabels(body, "Role");
  const levels = texts(body, "allowedScopeLevels");
  checkScopeLevels(levels);
  return {
    identifier,
    name: checkName(text(body, "name"), "Role"),
    permissions: texts(body, "permissions"),
    allowedScopeLevels: levels.length === 0 ? [levelOf(scope)] : levels,
    ...labels(body),
  };
}

function answer(call: Call, entity: Entity): Reply {
  return ok(present(call, entity));
}

function present(call: Call, entity: Entity): Json {
  return {
    role: entity.body,
    scope: { accountIdentifier: call.account.id, ...scopeFields(entity.scope) },
    harnessManaged: false,
    createdAt: entity.createdAt,
    lastModifiedAt: entity.updatedAt,
  };
}
