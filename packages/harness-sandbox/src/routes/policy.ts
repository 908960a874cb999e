import { jsonBody, param, query, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { bare, noContent } from "../envelope";
import { pick, requiredText, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkName } from "../identifiers";
import { create, need, needScope, remove, replace } from "../objects";
import { linkedPage, policyPages } from "../paging";
import type { Scope } from "../scope";
import type { Route } from "./route";

const kind = "policy";
const base = "/pm/api/v1/policies";

/** Where a policy lives in Git; kept as it comes, no repository is read. */
const gitMembers = ["git_connector_ref", "git_path", "git_repo"];

export const policyRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => bare(present(call, needed(call))) },
  { method: "PATCH", path: `${base}/:identifier`, kind, handle: patch },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const request = jsonBody(call);
  const identifier = checkIdentifier(request.identifier, "Policy");
  const body = {
    identifier,
    name: checkName(text(request, "name"), "Policy"),
    rego: requiredText(request, "rego"),
    ...pick(request, gitMembers),
  };
  return bare(present(call, create(call.account, at(queryScope(call), identifier), body)), 201);
}

/** Members that are not sent stay as they are. The answer has no body: with one, the client forgets the policy. */
function patch(call: Call): Reply {
  const entity = needed(call);
  const request = jsonBody(call);
  const name = checkName(text(request, "name") ?? entity.body.name, "Policy");
  const rego = "rego" in request ? requiredText(request, "rego") : entity.body.rego;
  replace(call.account, entity, { ...entity.body, name, rego });
  return noContent();
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return noContent();
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const all = matching(call, call.account.store.list(kind, scope), "identifierFilter");
  return linkedPage(call, policyPages, all, (entity) => present(call, entity));
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
