import { bodyScope, jsonBody, param, queryScope, type Call, type Reply } from "../call";
import { keyOf, type Address, type Entity, type Json, type Reference } from "../entity";
import { ok } from "../envelope";
import { pick, requiredText, text } from "../fields";
import { checkIdentifier } from "../identifiers";
import { create, find, need, remove, replace } from "../objects";
import { documentReferences, needReferenced } from "../references";
import { invalid } from "../refusal";
import { scopeFields, type Scope } from "../scope";
import { readFragment } from "../yaml/document";
import { refuseGit } from "./git";
import type { Route } from "./route";

const kind = "serviceOverride";
const base = "/ng/api/serviceOverrides";

const types = [
  "ENV_GLOBAL_OVERRIDE",
  "ENV_SERVICE_OVERRIDE",
  "INFRA_GLOBAL_OVERRIDE",
  "INFRA_SERVICE_OVERRIDE",
  "CLUSTER_GLOBAL_OVERRIDE",
  "CLUSTER_SERVICE_OVERRIDE",
];

export const serviceOverrideRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "PUT", path: base, kind, handle: put },
  { method: "GET", path: `${base}/get-with-yaml/:identifier`, kind, handle: (call) => ok(needed(call).body) },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const { address, body, references } = read(call);
  return ok(create(call.account, address, body, references).body);
}

function put(call: Call): Reply {
  const { address, body, references } = read(call);
  return ok(replace(call.account, need(call.account, address), body, references).body);
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return ok(true);
}

function needed(call: Call): Entity {
  return need(call.account, { kind, scope: queryScope(call), identifier: param(call, "identifier") });
}

function read(call: Call): { address: Address; body: Json; references: Reference[] } {
  refuseGit(call);
  const request = jsonBody(call);
  const scope = bodyScope(request);
  const type = requiredText(request, "type");
  if (!types.includes(type)) throw invalid(`override type [${type}] is not one of ${types.join(", ")}`);
  const targets = targetReferences(call, request, scope, type);
  const yaml = text(request, "yamlInternal") ?? "";
  const content = readFragment(yaml, "override");
  const identifier = checkIdentifier(text(request, "identifier") ?? generated(request), "Service override");
  const members = ["environmentRef", "serviceRef", "infraIdentifier", "clusterIdentifier"];
  return {
    address: { kind, scope, identifier },
    body: { identifier, ...scopeFields(scope), ...pick(request, members), type, yamlInternal: yaml },
    references: [...targets, ...documentReferences(call.account, content, scope)],
  };
}

/** Environment, service and infrastructure of an override must exist, and take it along when they are deleted. */
function targetReferences(call: Call, request: Json, scope: Scope, type: string): Reference[] {
  const environment = needReferenced(
    call.account,
    "environment",
    requiredText(request, "environmentRef"),
    scope,
  );
  const addresses: Address[] = [environment];
  const service = text(request, "serviceRef");
  if (type.endsWith("_SERVICE_OVERRIDE") && service === undefined)
    throw invalid(`serviceRef must not be empty for ${type}`);
  if (service !== undefined) addresses.push(needReferenced(call.account, "service", service, scope));
  const infrastructure = text(request, "infraIdentifier");
  if (type.startsWith("INFRA_") && infrastructure === undefined) {
    throw invalid(`infraIdentifier must not be empty for ${type}`);
  }
  if (infrastructure !== undefined) {
    const address: Address = {
      kind: "infrastructure",
      scope: environment.scope,
      parent: environment.identifier,
      identifier: infrastructure,
    };
    if (find(call.account, address) === undefined) {
      throw invalid(
        `Infrastructure [${infrastructure}] not found in environment [${environment.identifier}]`,
      );
    }
    addresses.push(address);
  }
  return addresses.map((address) => ({ key: keyOf(address), onDelete: "cascade" }));
}

/** The server names an override after what it overrides; prefixes lose their dot. */
function generated(request: Json): string {
  const parts = ["environmentRef", "serviceRef", "infraIdentifier", "clusterIdentifier"];
  return parts
    .flatMap((member) => text(request, member) ?? [])
    .join("_")
    .replaceAll(".", "_");
}
