import { jsonBody, param, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { ok } from "../envelope";
import { labels, requiredText, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, need, needScope, remove, replace } from "../objects";
import { indexPages, ngPage } from "../paging";
import { invalid } from "../refusal";
import { scopeFields, type Scope } from "../scope";
import type { Route } from "./route";

const kind = "serviceAccount";
const base = "/ng/api/serviceaccount";

export const serviceAccountRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: (call) => ok(inScope(call).map((entity) => entity.body)) },
  { method: "GET", path: `${base}/aggregate`, kind, handle: listAggregates },
  { method: "GET", path: `${base}/aggregate/:identifier`, kind, handle: (call) => ok(present(needed(call))) },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const scope = queryScope(call);
  const body = read(call, scope);
  return ok(create(call.account, at(scope, String(body.identifier)), body).body);
}

function put(call: Call): Reply {
  const entity = needed(call);
  return ok(replace(call.account, entity, read(call, entity.scope, entity.identifier)).body);
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return ok(true);
}

function listAggregates(call: Call): Reply {
  return ok(ngPage(call, indexPages(50), inScope(call), present));
}

function inScope(call: Call): Entity[] {
  const scope = queryScope(call);
  needScope(call.account, scope);
  return matching(call, call.account.store.list(kind, scope), "identifiers");
}

function needed(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call, scope: Scope, expected?: string): Json {
  const body = jsonBody(call);
  const account = text(body, "accountIdentifier") ?? call.account.id;
  if (account !== call.account.id)
    throw invalid(`accountIdentifier [${account}] in the body is not this account`);
  const identifier = checkIdentifier(body.identifier ?? expected, "Service account");
  if (expected !== undefined && identifier !== expected) {
    throw invalid(`Service account identifier [${identifier}] in the body is not [${expected}]`);
  }
  checkLabels(body, "Service account");
  const email = requiredText(body, "email");
  if (!email.includes("@")) throw invalid(`email [${email}] is not an e-mail address`);
  return {
    identifier,
    name: checkName(text(body, "name"), "Service account"),
    email,
    ...labels(body),
    accountIdentifier: call.account.id,
    ...scopeFields(scope),
  };
}

function present(entity: Entity): Json {
  return {
    serviceAccount: entity.body,
    createdAt: entity.createdAt,
    lastModifiedAt: entity.updatedAt,
    tokensCount: 0,
    roleAssignmentsMetadataDTO: [],
  };
}
