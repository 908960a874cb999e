import { defaultOrganization } from "../account";
import { jsonBody, param, type Call, type Reply } from "../call";
import type { Address, Entity, Json } from "../entity";
import { ok } from "../envelope";
import { labels, requiredObject, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, need, remove, removeContent, replace } from "../objects";
import { indexPages, ngPage } from "../paging";
import { invalid } from "../refusal";
import type { Route } from "./route";

const kind = "organization";
const base = "/ng/api/organizations";

export const organizationRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: get },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const body = read(call);
  return ok(present(create(call.account, at(String(body.identifier)), body)));
}

function list(call: Call): Reply {
  const all = matching(call, call.account.store.list(kind, {}), "identifiers");
  return ok(ngPage(call, indexPages(50), all, present));
}

function get(call: Call): Reply {
  return ok(present(need(call.account, at(param(call, "identifier")))));
}

function put(call: Call): Reply {
  const entity = need(call.account, at(param(call, "identifier")));
  return ok(present(replace(call.account, entity, read(call, entity.identifier))));
}

function del(call: Call): Reply {
  const entity = need(call.account, at(param(call, "identifier")));
  if (entity.identifier === defaultOrganization) throw invalid("the default organization cannot be deleted");
  removeContent(call.account, { org: entity.identifier });
  remove(call.account, entity);
  return ok(true);
}

function at(identifier: string): Address {
  return { kind, scope: {}, identifier };
}

function read(call: Call, expected?: string): Json {
  const body = requiredObject(jsonBody(call), "organization");
  const identifier = checkIdentifier(body.identifier ?? expected, "Organization");
  if (expected !== undefined && identifier !== expected) {
    throw invalid(`Organization identifier [${identifier}] in the body is not [${expected}]`);
  }
  checkLabels(body, "Organization");
  return { identifier, name: checkName(text(body, "name"), "Organization"), ...labels(body) };
}

function present(entity: Entity): Json {
  return {
    organization: entity.body,
    createdAt: entity.createdAt,
    lastModifiedAt: entity.updatedAt,
    harnessManaged: entity.identifier === defaultOrganization,
  };
}
