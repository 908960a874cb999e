import { jsonBody, param, query, requiredQuery, type Call, type Reply } from "../call";
import type { Address, Entity, Json } from "../entity";
import { ok } from "../envelope";
import { labels, requiredObject, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, need, needScope, remove, removeContent, replace } from "../objects";
import { indexPages, ngPage } from "../paging";
import { invalid } from "../refusal";
import type { Route } from "./route";

const kind = "project";
const base = "/ng/api/projects";

/** Colour a project gets when the request names none. */
const defaultColor = "#0063F7";

export const projectRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: get },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const org = requiredQuery(call, "orgIdentifier");
  const body = read(call, org);
  return ok(present(create(call.account, at(org, String(body.identifier)), body)));
}

function list(call: Call): Reply {
  const org = query(call, "orgIdentifier");
  if (org !== undefined) needScope(call.account, { org });
  const orgs =
    org === undefined ? call.account.store.list("organization", {}).map((o) => o.identifier) : [org];
  const all = orgs.flatMap((name) => call.account.store.list(kind, { org: name }));
  return ok(ngPage(call, indexPages(50), matching(call, all, "identifiers"), present));
}

function get(call: Call): Reply {
  return ok(present(needed(call)));
}

function put(call: Call): Reply {
  const entity = needed(call);
  const body = read(call, requiredQuery(call, "orgIdentifier"), entity);
  return ok(present(replace(call.account, entity, body)));
}

function del(call: Call): Reply {
  const entity = needed(call);
  removeContent(call.account, { ...entity.scope, project: entity.identifier });
  remove(call.account, entity);
  return ok(true);
}

function needed(call: Call): Entity {
  return need(call.account, at(requiredQuery(call, "orgIdentifier"), param(call, "identifier")));
}

function at(org: string, identifier: string): Address {
  return { kind, scope: { org }, identifier };
}

function read(call: Call, org: string, existing?: Entity): Json {
  const body = requiredObject(jsonBody(call), "project");
  const orgIdentifier = text(body, "orgIdentifier") ?? org;
  if (orgIdentifier !== org) {
    throw invalid(`orgIdentifier [${orgIdentifier}] in the body is not the [${org}] of the query`);
  }
  const identifier = checkIdentifier(body.identifier ?? existing?.identifier, "Project");
  if (existing !== undefined && identifier !== existing.identifier) {
    throw invalid(`Project identifier [${identifier}] in the body is not [${existing.identifier}]`);
  }
  checkLabels(body, "Project");
  const color = text(body, "color") ?? (existing?.body.color as string | undefined) ?? defaultColor;
  return {
    orgIdentifier,
    identifier,
    name: checkName(text(body, "name"), "Project"),
    color,
    modules: [],
    ...labels(body),
  };
}

function present(entity: Entity): Json {
  return {
    project: entity.body,
    createdAt: entity.createdAt,
    lastModifiedAt: entity.updatedAt,
    isFavorite: false,
  };
}
