import { optionalJsonBody, param, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { ok } from "../envelope";
import { isObject, objects, texts } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, need, needScope, remove, replace } from "../objects";
import { ngPage, sizePages } from "../paging";
import { invalid } from "../refusal";
import { levelOf, scopeFields, type Scope } from "../scope";
import { checkAgrees, readDocument } from "../yaml/document";
import type { Route } from "./route";

const kind = "freeze";
const base = "/ng/api/freeze";
const statuses = ["Enabled", "Disabled"];

/** The body of a write is the raw YAML, although its content type says JSON. */
export const freezeRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "POST", path: `${base}/list`, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(call, needed(call))) },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const scope = queryScope(call);
  const body = read(call, scope);
  return ok(present(call, create(call.account, at(scope, String(body.identifier)), body)));
}

/** An enabled window takes one change only: being disabled. */
function put(call: Call): Reply {
  const entity = needed(call);
  const body = read(call, entity.scope);
  if (body.identifier !== entity.identifier) throw invalid("the identifier of a freeze cannot be changed");
  if (entity.body.status === "Enabled" && body.status === "Enabled") {
    throw invalid(`Freeze [${entity.identifier}] is enabled and cannot be edited; disable it first`);
  }
  return ok(present(call, replace(call.account, entity, body)));
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return ok(true);
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const wanted = texts(optionalJsonBody(call), "freezeIdentifiers");
  const all = matching(call, call.account.store.list(kind, scope), "identifiers").filter(
    (entity) => wanted.length === 0 || wanted.includes(entity.identifier),
  );
  return ok(ngPage(call, sizePages(10), all, (entity) => present(call, entity)));
}

function needed(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call, scope: Scope): Json {
  const freeze = readDocument(call.body, "freeze", "freeze");
  const identifier = checkIdentifier(freeze.identifier, "Freeze");
  checkAgrees(freeze, { orgIdentifier: scope.org, projectIdentifier: scope.project }, "Freeze");
  checkLabels(freeze, "Freeze");
  const status = freeze.status;
  if (typeof status !== "string" || !statuses.includes(status)) {
    throw invalid(`freeze status [${String(status)}] is not one of ${statuses.join(", ")}`);
  }
  if (status === "Enabled" && objects(freeze, "windows").length === 0) {
    throw invalid("an enabled freeze needs at least one window");
  }
  const { description, tags } = freeze;
  return {
    identifier,
    name: checkName(freeze.name, "Freeze"),
    ...(typeof description === "string" ? { description } : {}),
    tags: isObject(tags) ? tags : {},
    status,
    windows: objects(freeze, "windows"),
    yaml: call.body,
  };
}

function present(call: Call, entity: Entity): Json {
  return {
    ...entity.body,
    accountId: call.account.id,
    ...scopeFields(entity.scope),
    type: "MANUAL",
    freezeScope: levelOf(entity.scope) === "organization" ? "org" : levelOf(entity.scope),
    createdAt: entity.createdAt,
    lastUpdatedAt: entity.updatedAt,
  };
}
