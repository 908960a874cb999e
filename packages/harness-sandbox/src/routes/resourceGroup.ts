import { jsonBody, optionalJsonBody, param, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { ok } from "../envelope";
import { isObject, labels, objects, requiredObject, requiredText, text, texts } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, need, needScope, remove, replace } from "../objects";
import { indexPages, ngPage } from "../paging";
import { invalid } from "../refusal";
import { levelOf, scopeFields, type Scope } from "../scope";
import { checkScopeLevels } from "./access";
import type { Route } from "./route";

const kind = "resourceGroup";
const base = "/resourcegroup/api/v2/resourcegroup";

/** Colour a group gets when the request names none. */
const defaultColor = "#0063F7";
const scopeFilters = ["INCLUDING_CHILD_SCOPES", "EXCLUDING_CHILD_SCOPES"];

export const resourceGroupRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "POST", path: `${base}/filter`, kind, handle: listFiltered },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(needed(call))) },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const scope = queryScope(call);
  const body = read(call, scope);
  return ok(present(create(call.account, at(scope, String(body.identifier)), body)));
}

function put(call: Call): Reply {
  const entity = needed(call);
  return ok(present(replace(call.account, entity, read(call, entity.scope, entity.identifier))));
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return ok(true);
}

function list(call: Call): Reply {
  return page(call, []);
}

function listFiltered(call: Call): Reply {
  return page(call, texts(optionalJsonBody(call), "identifierFilter"));
}

function page(call: Call, wanted: readonly string[]): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const all = matching(call, call.account.store.list(kind, scope), "identifierFilter").filter(
    (entity) => wanted.length === 0 || wanted.includes(entity.identifier),
  );
  return ok(ngPage(call, indexPages(50), all, present));
}

function needed(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call, scope: Scope, expected?: string): Json {
  const body = requiredObject(jsonBody(call), "resourceGroup");
  const account = text(body, "accountIdentifier") ?? call.account.id;
  if (account !== call.account.id)
    throw invalid(`accountIdentifier [${account}] in the body is not this account`);
  const identifier = checkIdentifier(body.identifier ?? expected, "Resource group");
  if (expected !== undefined && identifier !== expected) {
    throw invalid(`Resource group identifier [${identifier}] in the body is not [${expected}]`);
  }
  checkLabels(body, "Resource group");
  const levels = texts(body, "allowedScopeLevels");
  checkScopeLevels(levels);
  const includedScopes = objects(body, "includedScopes");
  return {
    accountIdentifier: call.account.id,
    ...scopeFields(scope),
    identifier,
    name: checkName(text(body, "name"), "Resource group"),
    color: text(body, "color") ?? defaultColor,
    ...labels(body),
    allowedScopeLevels: levels.length === 0 ? [levelOf(scope)] : levels,
    includedScopes,
    resourceFilter: checkedFilter(body, isDynamic(includedScopes)),
  };
}

/** A scope that includes its children changes its content by itself. */
function isDynamic(includedScopes: readonly Json[]): boolean {
  return includedScopes.some((included) => {
    const filter = requiredText(included, "filter");
    if (!scopeFilters.includes(filter))
      throw invalid(`filter [${filter}] is not one of ${scopeFilters.join(", ")}`);
    return filter === "INCLUDING_CHILD_SCOPES";
  });
}

/** Never null in an answer: the official client reads through it without looking. */
function checkedFilter(body: Json, dynamic: boolean): Json {
  const filter = isObject(body.resourceFilter) ? body.resourceFilter : {};
  const resources = objects(filter, "resources");
  for (const resource of resources) {
    requiredText(resource, "resourceType");
    if (dynamic && texts(resource, "identifiers").length > 0) {
      throw invalid("Cannot provide specific identifiers in resource filter for a dynamic scope");
    }
  }
  return { includeAllResources: filter.includeAllResources === true, resources };
}

function present(entity: Entity): Json {
  return {
    resourceGroup: entity.body,
    createdAt: entity.createdAt,
    lastModifiedAt: entity.updatedAt,
    harnessManaged: false,
  };
}
