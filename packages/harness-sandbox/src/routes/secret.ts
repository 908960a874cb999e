import { createHash } from "node:crypto";
import { bodyScope, isForced, jsonBody, optionalJsonBody, param, query, queryScope } from "../call";
import type { Call, Reply } from "../call";
import type { Entity, Json, Reference } from "../entity";
import { ok } from "../envelope";
import { isObject, labels, requiredObject, requiredText, text, texts } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, need, needScope, remove, replace } from "../objects";
import { indexPages, ngPage } from "../paging";
import { secretManagerReference } from "../references";
import { invalid } from "../refusal";
import { scopeFields, scopePath, type Scope } from "../scope";
import type { Route } from "./route";

const kind = "secret";
const base = "/ng/api/v2/secrets";

export const secretRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "POST", path: `${base}/list`, kind, handle: listFiltered },
  { method: "GET", path: `${base}/:identifier`, kind, handle: get },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const { scope, body, references } = read(call);
  return ok(present(create(call.account, at(scope, String(body.identifier)), body, references)));
}

function put(call: Call): Reply {
  const entity = need(call.account, at(queryScope(call), param(call, "identifier")));
  const { scope, body, references } = read(call, entity);
  if (scopePath(scope) !== scopePath(entity.scope)) throw invalid("the scope of a secret cannot be changed");
  if (body.identifier !== entity.identifier) throw invalid("the identifier of a secret cannot be changed");
  if (manager(body) !== manager(entity.body))
    throw invalid("the secret manager of a secret cannot be changed");
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
  return page(call, call.search.getAll("types").concat(query(call, "type") ?? []));
}

function listFiltered(call: Call): Reply {
  return page(call, texts(optionalJsonBody(call), "secretTypes"));
}

function page(call: Call, types: readonly string[]): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const all = matching(call, call.account.store.list(kind, scope), "identifiers").filter(
    (entity) => types.length === 0 || types.includes(String(entity.body.type)),
  );
  return ok(ngPage(call, indexPages(100), all, present));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call, existing?: Entity): { scope: Scope; body: Json; references: Reference[] } {
  const body = requiredObject(jsonBody(call), "secret");
  if (requiredText(body, "type") !== "SecretText") {
    throw invalid(`secret type [${String(body.type)}] is not modelled by the sandbox, only SecretText is`);
  }
  const scope = bodyScope(body);
  const identifier = checkIdentifier(body.identifier, "Secret", true);
  checkLabels(body, "Secret");
  const spec = requiredObject(body, "spec");
  const { stored, references } = readSpec(call, spec, scope, existing);
  const name = checkName(text(body, "name"), "Secret");
  return {
    scope,
    body: { type: "SecretText", name, identifier, ...labels(body), ...scopeFields(scope), spec: stored },
    references,
  };
}

/** The value itself is never kept: nothing reads it, and a digest is enough to see that it changed. */
function readSpec(call: Call, spec: Json, scope: Scope, existing?: Entity) {
  const secretManagerIdentifier = requiredText(spec, "secretManagerIdentifier");
  const valueType = requiredText(spec, "valueType");
  if (valueType !== "Inline" && valueType !== "Reference") {
    throw invalid(`valueType [${valueType}] is not one of Inline, Reference`);
  }
  const additionalMetadata = isObject(spec.additionalMetadata) ? spec.additionalMetadata : {};
  const common = { secretManagerIdentifier, valueType, additionalMetadata };
  if (valueType === "Reference") {
    return { stored: { ...common, value: requiredText(spec, "value") }, references: [] };
  }
  const value = text(spec, "value");
  const previous = isObject(existing?.body.spec) ? existing.body.spec.valueSha256 : undefined;
  if (value === undefined && previous === undefined)
    throw invalid("value of an Inline secret must not be empty");
  const valueSha256 = value === undefined ? previous : createHash("sha256").update(value).digest("hex");
  const reference = secretManagerReference(call.account, secretManagerIdentifier, scope);
  return { stored: { ...common, valueSha256 }, references: reference === undefined ? [] : [reference] };
}

function manager(body: Json): unknown {
  return isObject(body.spec) ? body.spec.secretManagerIdentifier : undefined;
}

function present(entity: Entity): Json {
  const spec = { ...(entity.body.spec as Json) } as Record<string, unknown>;
  delete spec.valueSha256;
  return {
    secret: { ...entity.body, spec: { value: null, ...spec } },
    createdAt: entity.createdAt,
    updatedAt: entity.updatedAt,
    draft: false,
  };
}
