import { jsonBody, param, query, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { bare, noContent } from "../envelope";
import { objects, requiredText, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkName } from "../identifiers";
import { create, need, needScope, remove, replace } from "../objects";
import { linkedPage, policyPages } from "../paging";
import { needReferenced } from "../references";
import { invalid } from "../refusal";
import type { Scope } from "../scope";
import type { Route } from "./route";

const kind = "policySet";
const base = "/pm/api/v1/policysets";
const severities = ["error", "warning"];

/** A set is created empty; its policies come by the PATCH that follows, so a refused PATCH leaves an empty set. */
export const policySetRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => bare(present(call, needed(call))) },
  { method: "PATCH", path: `${base}/:identifier`, kind, handle: patch },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const request = jsonBody(call);
  const identifier = checkIdentifier(request.identifier, "Policy set");
  const scope = queryScope(call);
  const body = {
    identifier,
    name: checkName(text(request, "name"), "Policy set"),
    action: requiredText(request, "action"),
    type: requiredText(request, "type"),
    enabled: request.enabled === true,
    policies: readPolicies(call, request, scope),
  };
  return bare(present(call, create(call.account, at(scope, identifier), body)), 201);
}

/** Members that are not sent stay as they are. */
function patch(call: Call): Reply {
  const entity = needed(call);
  const request = jsonBody(call);
  const body = {
    ...entity.body,
    name: checkName(text(request, "name") ?? entity.body.name, "Policy set"),
    action: text(request, "action") ?? entity.body.action,
    type: text(request, "type") ?? entity.body.type,
    enabled: request.enabled === undefined ? entity.body.enabled : request.enabled === true,
    policies:
      request.policies === undefined ? entity.body.policies : readPolicies(call, request, entity.scope),
  };
  replace(call.account, entity, body);
  return noContent();
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return noContent();
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const [type, action] = [query(call, "type"), query(call, "action")];
  const all = matching(call, call.account.store.list(kind, scope), "identifierFilter").filter(
    ({ body }) =>
      (type === undefined || body.type === type) && (action === undefined || body.action === action),
  );
  return linkedPage(call, policyPages, all, (entity) => present(call, entity));
}

function readPolicies(call: Call, request: Json, scope: Scope): Json[] {
  return objects(request, "policies").map((policy) => {
    const identifier = requiredText(policy, "identifier");
    const severity = text(policy, "severity") ?? "";
    if (!severities.includes(severity)) {
      throw invalid(
        `severity [${severity}] of policy [${identifier}] is not one of ${severities.join(", ")}`,
      );
    }
    needReferenced(call.account, "policy", identifier, scope);
    return { identifier, severity };
  });
}

function needed(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function present(call: Call, entity: Entity): Json {
  return {
    account_id: query(call, "accountIdentifier") ?? call.account.id,
    org_id: entity.scope.org ?? "",
    project_id: entity.scope.project ?? "",
    created: entity.createdAt,
    updated: entity.updatedAt,
    ...entity.body,
  };
}
