import { jsonBody, param, queryScope, requiredQuery, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { ok, resource } from "../envelope";
import { create, find, needScope, remove, replace } from "../objects";
import { ngPage, offsetPages } from "../paging";
import { duplicate, invalid } from "../refusal";
import type { Scope } from "../scope";
import { readMonitoredService } from "./monitoredServiceBody";
import type { Route } from "./route";

const kind = "monitoredService";
const base = "/cv/api/monitored-service";

/** Writes answer in the older envelope, reads in the usual one. */
export const monitoredServiceRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: `${base}/list`, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(needed(call))) },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const { scope, body, references } = readMonitoredService(jsonBody(call));
  const address = at(scope, String(body.identifier));
  if (find(call.account, address) === undefined) checkUnique(call, scope, body);
  return resource(present(create(call.account, address, body, references)));
}

function put(call: Call): Reply {
  const request = jsonBody(call);
  const { scope, body, references } = readMonitoredService(request);
  const identifier = param(call, "identifier");
  if (body.identifier !== identifier) {
    throw invalid(`Identifier ${String(body.identifier)} does not match with path identifier ${identifier}`);
  }
  const entity = existing(call, scope, identifier);
  for (const member of ["serviceRef", "environmentRef"]) {
    if (body[member] !== entity.body[member]) throw invalid(`${member} update is not allowed`);
  }
  const { type, description, tags } = entity.body;
  const kept = {
    type,
    ...(request.description === undefined || request.description === null ? { description } : {}),
    ...(request.tags === undefined || request.tags === null ? { tags } : {}),
  };
  return resource(present(replace(call.account, entity, { ...body, ...kept }, references)));
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return resource(true);
}

/** Full objects but for their notification rules. The page's number must be given. */
function list(call: Call): Reply {
  for (const parameter of ["offset", "pageSize"]) requiredQuery(call, parameter);
  const scope = queryScope(call);
  needScope(call.account, scope);
  const all = call.account.store.list(kind, scope);
  if (all.length === 0) throw invalid("There are no Monitored Services for the environments: []");
  return ok(ngPage(call, offsetPages, all, (entity) => present(entity, { notificationRuleRefs: [] })));
}

function needed(call: Call): Entity {
  return existing(call, queryScope(call), param(call, "identifier"));
}

/** The one kind whose absence is a bad request like any other. */
function existing(call: Call, scope: Scope, identifier: string): Entity {
  const entity = find(call.account, at(scope, identifier));
  if (entity !== undefined) return entity;
  throw invalid(`Monitored Source Entity with identifier ${identifier} is not present`);
}

function checkUnique(call: Call, scope: Scope, body: Json): void {
  if (body.type !== "Application") return;
  const other = call.account.store
    .list(kind, scope)
    .find(
      (entity) =>
        entity.body.serviceRef === body.serviceRef && entity.body.environmentRef === body.environmentRef,
    );
  if (other === undefined) return;
  throw duplicate(
    `Monitored Source Entity with duplicate service ref ${String(body.serviceRef)}, environmentRef ` +
      `${String(body.environmentRef)} having identifier ${other.identifier} is already present`,
  );
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function present(entity: Entity, instead: Json = {}): Json {
  return {
    monitoredService: { ...entity.body, ...instead },
    createdAt: entity.createdAt,
    lastModifiedAt: entity.updatedAt,
  };
}
