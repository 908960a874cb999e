import { bodyScope, isForced, jsonBody, param, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json, Reference } from "../entity";
import { ok } from "../envelope";
import { isObject, labels, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { readLinted } from "../lint/refuse";
import { create, find, need, needScope, remove, replace } from "../objects";
import { ngPage, sizePages } from "../paging";
import { documentReferences } from "../references";
import { invalid } from "../refusal";
import { scopeFields, type Scope } from "../scope";
import { checkAgrees } from "../yaml/document";
import { refuseGit } from "./git";
import type { Route } from "./route";

const kind = "environment";
const base = "/ng/api/environmentsV2";
const types = ["PreProduction", "Production"];

/** Colour an environment gets when the request names none. */
const defaultColor = "#0063F7";

export const environmentRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "PUT", path: base, kind, handle: put },
  {
    method: "GET",
    path: base,
    kind,
    handle: (call) => ok(ngPage(call, sizePages(100), inScope(call), present)),
  },
  { method: "PUT", path: `${base}/upsert`, kind, handle: upsert },
  { method: "GET", path: `${base}/list/access`, kind, handle: (call) => ok(inScope(call).map(present)) },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(needed(call))) },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const { scope, body, references } = read(call);
  return ok(present(create(call.account, at(scope, String(body.identifier)), body, references)));
}

function put(call: Call): Reply {
  const { scope, body, references } = read(call);
  const entity = need(call.account, at(scope, String(body.identifier)));
  return ok(present(replace(call.account, entity, body, references)));
}

function upsert(call: Call): Reply {
  const { scope, body, references } = read(call);
  const address = at(scope, String(body.identifier));
  const entity = find(call.account, address);
  const saved =
    entity === undefined
      ? create(call.account, address, body, references)
      : replace(call.account, entity, body, references);
  return ok(present(saved));
}

/** Takes the infrastructures and overrides of the environment along. */
function del(call: Call): Reply {
  remove(call.account, needed(call), isForced(call));
  return ok(true);
}

function inScope(call: Call): Entity[] {
  const scope = queryScope(call);
  needScope(call.account, scope);
  return matching(call, call.account.store.list(kind, scope), "envIdentifiers");
}

function needed(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call): { scope: Scope; body: Json; references: Reference[] } {
  refuseGit(call);
  const request = jsonBody(call);
  const scope = bodyScope(request);
  const identifier = checkIdentifier(request.identifier, "Environment");
  const name = checkName(text(request, "name") ?? identifier, "Environment");
  checkLabels(request, "Environment");
  const type = text(request, "type") ?? "";
  if (!types.includes(type)) throw invalid(`Environment type [${type}] is not one of ${types.join(", ")}`);
  const given = text(request, "yaml");
  const references = given === undefined ? [] : checkYaml(call, given, { identifier, name, type }, scope);
  return {
    scope,
    body: {
      ...scopeFields(scope),
      identifier,
      name,
      ...labels(request),
      color: text(request, "color") ?? defaultColor,
      type,
      yaml: given ?? generatedYaml(scope, identifier, name, type),
    },
    references,
  };
}

function checkYaml(
  call: Call,
  source: string,
  expected: { identifier: string; name: string; type: string },
  scope: Scope,
): Reference[] {
  const environment = readLinted(call.account, "environment", source, scope).root;
  const place = { orgIdentifier: scope.org, projectIdentifier: scope.project };
  checkAgrees(environment, { ...expected, ...place }, "Environment");
  return isObject(environment.overrides)
    ? documentReferences(call.account, environment.overrides, scope)
    : [];
}

function generatedYaml(scope: Scope, identifier: string, name: string, type: string): string {
  const lines = ["environment:", `  name: ${name}`, `  identifier: ${identifier}`, `  type: ${type}`];
  if (scope.org !== undefined) lines.push(`  orgIdentifier: ${scope.org}`);
  if (scope.project !== undefined) lines.push(`  projectIdentifier: ${scope.project}`);
  return `${lines.join("\n")}\n`;
}

function present(entity: Entity): Json {
  const environment = { ...entity.body, deleted: false, version: 0, storeType: "INLINE" };
  return { environment, createdAt: entity.createdAt, lastModifiedAt: entity.updatedAt };
}
