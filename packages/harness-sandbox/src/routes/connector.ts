import { bodyScope, isForced, jsonBody, optionalJsonBody, param, query, queryScope } from "../call";
import type { Call, Reply } from "../call";
import type { Entity, Json, Reference } from "../entity";
import { ok } from "../envelope";
import { labels, requiredObject, requiredText, text, texts } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, find, need, needScope, remove, replace } from "../objects";
import { indexPages, ngPage } from "../paging";
import { invalid } from "../refusal";
import { readReference, scopeFields, type Scope } from "../scope";
import { checkConnectorSpec, connectorSecrets, storedSpec } from "./connectorSpec";
import type { Route } from "./route";

const kind = "connector";
const base = "/ng/api/connectors";

export const connectorRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "PUT", path: base, kind, handle: put },
  { method: "GET", path: base, kind, handle: list },
  { method: "POST", path: `${base}/listV2`, kind, handle: listV2 },
  { method: "POST", path: `${base}/listbyfqn`, kind, handle: listByName },
  { method: "GET", path: `${base}/:identifier`, kind, handle: get },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const { scope, body, references } = read(call);
  return ok(present(create(call.account, at(scope, String(body.identifier)), body, references)));
}

function put(call: Call): Reply {
  const { scope, body, references } = read(call);
  const entity = need(call.account, at(scope, String(body.identifier)));
  if (entity.body.type !== body.type) throw invalid("the type of a connector cannot be changed");
  return ok(present(replace(call.account, entity, body, references)));
}

function get(call: Call): Reply {
  return ok(present(need(call.account, at(queryScope(call), param(call, "identifier")))));
}

function del(call: Call): Reply {
  remove(call.account, need(call.account, at(queryScope(call), param(call, "identifier"))), isForced(call));
  return ok(true);
}

function list(call: Call): Reply {
  const type = query(call, "type");
  return page(call, (entity) => type === undefined || entity.body.type === type);
}

function listV2(call: Call): Reply {
  const filter = optionalJsonBody(call);
  const types = texts(filter, "types");
  const wanted = texts(filter, "connectorIdentifiers");
  return page(
    call,
    (entity) =>
      (types.length === 0 || types.includes(String(entity.body.type))) &&
      (wanted.length === 0 || wanted.includes(entity.identifier)),
  );
}

function page(call: Call, keep: (entity: Entity) => boolean): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const all = matching(call, call.account.store.list(kind, scope), "connectorIdentifiers").filter(keep);
  return ok(ngPage(call, indexPages(100), all, present));
}

function listByName(call: Call): Reply {
  const names = JSON.parse(call.body === "" ? "[]" : call.body) as unknown;
  if (!Array.isArray(names)) throw invalid("the request body must be a list of references");
  const found = names.flatMap((name: unknown) => {
    const place = readReference(String(name), queryScope(call));
    const entity = place && find(call.account, at(place.scope, place.identifier));
    return entity === undefined ? [] : [present(entity)];
  });
  return ok(found);
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call): { scope: Scope; body: Json; references: Reference[] } {
  const body = requiredObject(jsonBody(call), "connector");
  const scope = bodyScope(body);
  const identifier = checkIdentifier(body.identifier, "Connector");
  checkLabels(body, "Connector");
  const type = requiredText(body, "type");
  const spec = requiredObject(body, "spec");
  checkConnectorSpec(type, spec);
  const references = connectorSecrets(call.account, spec, scope);
  const name = checkName(text(body, "name"), "Connector");
  return {
    scope,
    body: { name, identifier, ...labels(body), ...scopeFields(scope), type, spec: storedSpec(type, spec) },
    references,
  };
}

function present(entity: Entity): Json {
  return {
    connector: entity.body,
    createdAt: entity.createdAt,
    lastModifiedAt: entity.updatedAt,
    status: null,
    activityDetails: { lastActivityTime: entity.updatedAt },
    harnessManaged: false,
    gitDetails: null,
  };
}
