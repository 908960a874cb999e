import type { Account } from "../account";
import { bodyScope, isForced, jsonBody, param, query, queryScope, requiredQuery } from "../call";
import type { Call, Reply } from "../call";
import { keyOf, type Address, type Entity, type Json, type Reference } from "../entity";
import { ok } from "../envelope";
import { isObject, labels, requiredText, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { readLinted } from "../lint/refuse";
import { create, need, needScope, remove, replace } from "../objects";
import { ngPage, sizePages } from "../paging";
import { documentReferences, needReferenced } from "../references";
import { scopeFields, type Scope } from "../scope";
import { checkAgrees } from "../yaml/document";
import { refuseGit } from "./git";
import type { Route } from "./route";

const kind = "infrastructure";
const base = "/ng/api/infrastructures";

/** Identifiers are unique within an environment only. */
export const infrastructureRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "PUT", path: base, kind, handle: put },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(needed(call))) },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const { address, body, references } = read(call);
  return ok(present(create(call.account, address, body, references)));
}

function put(call: Call): Reply {
  const { address, body, references } = read(call);
  return ok(present(replace(call.account, need(call.account, address), body, references)));
}

function del(call: Call): Reply {
  remove(call.account, needed(call), isForced(call));
  return ok(true);
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const environment = requiredQuery(call, "environmentIdentifier");
  const type = query(call, "deploymentType");
  const all = matching(call, call.account.store.list(kind, scope, environment), "infraIdentifiers").filter(
    (entity) => type === undefined || entity.body.deploymentType === type,
  );
  return ok(ngPage(call, sizePages(100), all, present));
}

function needed(call: Call): Entity {
  const parent = requiredQuery(call, "environmentIdentifier");
  return need(call.account, { kind, scope: queryScope(call), parent, identifier: param(call, "identifier") });
}

function read(call: Call): { address: Address; body: Json; references: Reference[] } {
  refuseGit(call);
  const request = jsonBody(call);
  const scope = bodyScope(request);
  const identifier = checkIdentifier(request.identifier, "Infrastructure");
  const name = checkName(text(request, "name") ?? identifier, "Infrastructure");
  checkLabels(request, "Infrastructure");
  const environmentRef = requiredText(request, "environmentRef");
  const environment = needReferenced(call.account, "environment", environmentRef, scope);
  const yaml = requiredText(request, "yaml");
  const definition = checkYaml(call.account, yaml, identifier, name, scope, environmentRef);
  return {
    address: { kind, scope, parent: environment.identifier, identifier },
    body: {
      identifier,
      ...scopeFields(scope),
      environmentRef,
      name,
      ...labels(request),
      type: text(request, "type") ?? definition.type,
      deploymentType: definition.deploymentType,
      yaml,
    },
    references: [
      { key: keyOf(environment), onDelete: "cascade" },
      ...(isObject(definition.spec) ? documentReferences(call.account, definition.spec, scope) : []),
    ],
  };
}

function checkYaml(
  account: Account,
  yaml: string,
  identifier: string,
  name: string,
  scope: Scope,
  environmentRef: string,
): Json {
  const definition = readLinted(account, "infrastructure", yaml, scope).root;
  const place = { orgIdentifier: scope.org, projectIdentifier: scope.project, environmentRef };
  checkAgrees(definition, { identifier, name, ...place }, "Infrastructure");
  return definition;
}

function present(entity: Entity): Json {
  const infrastructure = { ...entity.body, storeType: "INLINE" };
  return { infrastructure, createdAt: entity.createdAt, lastModifiedAt: entity.updatedAt };
}
