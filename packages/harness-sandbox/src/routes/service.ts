import { bodyScope, isForced, jsonBody, jsonList, param, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json, Reference } from "../entity";
import { ok } from "../envelope";
import { labels, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { readLinted } from "../lint/refuse";
import { create, find, need, needScope, remove, replace } from "../objects";
import { ngPage, sizePages } from "../paging";
import { documentReferences } from "../references";
import { scopeFields, type Scope } from "../scope";
import { checkAgrees } from "../yaml/document";
import { refuseGit } from "./git";
import type { Route } from "./route";

const kind = "service";
const base = "/ng/api/servicesV2";

/** The list of services takes pages of up to 1000, ten times what others take. */
const pages = sizePages(100, 1000);

export const serviceRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "PUT", path: base, kind, handle: put },
  { method: "GET", path: base, kind, handle: (call) => ok(ngPage(call, pages, inScope(call), present)) },
  { method: "PUT", path: `${base}/upsert`, kind, handle: upsert },
  { method: "POST", path: `${base}/batch`, kind, handle: postMany },
  { method: "GET", path: `${base}/list/access`, kind, handle: (call) => ok(inScope(call).map(present)) },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(needed(call))) },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  refuseGit(call);
  return ok(present(add(call, jsonBody(call))));
}

function postMany(call: Call): Reply {
  const added = jsonList(call).map((request) => add(call, request));
  return ok(ngPage({ ...call, search: new URLSearchParams() }, sizePages(1000, 1000), added, present));
}

function put(call: Call): Reply {
  refuseGit(call);
  const { scope, body, references } = read(call, jsonBody(call));
  const entity = need(call.account, at(scope, String(body.identifier)));
  return ok(present(replace(call.account, entity, body, references)));
}

function upsert(call: Call): Reply {
  refuseGit(call);
  const { scope, body, references } = read(call, jsonBody(call));
  const address = at(scope, String(body.identifier));
  const entity = find(call.account, address);
  const saved =
    entity === undefined
      ? create(call.account, address, body, references)
      : replace(call.account, entity, body, references);
  return ok(present(saved));
}

function del(call: Call): Reply {
  remove(call.account, needed(call), isForced(call));
  return ok(true);
}

function add(call: Call, request: Json): Entity {
  const { scope, body, references } = read(call, request);
  return create(call.account, at(scope, String(body.identifier)), body, references);
}

function inScope(call: Call): Entity[] {
  const scope = queryScope(call);
  needScope(call.account, scope);
  return matching(call, call.account.store.list(kind, scope), "serviceIdentifiers");
}

function needed(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call, request: Json): { scope: Scope; body: Json; references: Reference[] } {
  const scope = bodyScope(request);
  const identifier = checkIdentifier(request.identifier, "Service");
  const name = checkName(text(request, "name") ?? identifier, "Service");
  checkLabels(request, "Service");
  const given = text(request, "yaml");
  const references = given === undefined ? [] : checkYaml(call, given, identifier, scope);
  return {
    scope,
    body: {
      identifier,
      ...scopeFields(scope),
      name,
      ...labels(request),
      yaml: given ?? `service:\n  name: ${name}\n  identifier: ${identifier}\n  gitOpsEnabled: false\n`,
    },
    references,
  };
}

function checkYaml(call: Call, source: string, identifier: string, scope: Scope): Reference[] {
  const service = readLinted(call.account, "service", source, scope).root;
  // The name is left alone: the official client sends the server's own YAML back, with the name of before.
  checkAgrees(service, { identifier, orgIdentifier: scope.org, projectIdentifier: scope.project }, "Service");
  return documentReferences(call.account, service.serviceDefinition, scope);
}

function present(entity: Entity): Json {
  const service = { ...entity.body, deleted: false, version: 0, storeType: "INLINE" };
  return { service, createdAt: entity.createdAt, lastModifiedAt: entity.updatedAt };
}
