import { isForced, jsonBody, param, pathScope, query, type Call, type Reply } from "../call";
import type { Address, Entity, Json, Reference } from "../entity";
import { bare, noContent } from "../envelope";
import { requiredText } from "../fields";
import { matching } from "../filter";
import { checkScope, create, need, needScope, remove, replace } from "../objects";
import { limitPages, linkedPage } from "../paging";
import { documentReferences, stableKey } from "../references";
import { invalid, notFound } from "../refusal";
import { levelOf, type Scope } from "../scope";
import { checkTemplateYaml, type TemplateHead } from "../yaml/template";
import { refuseGitDetails } from "./git";
import type { Route } from "./route";

const kind = "template";
const bases = ["/v1/templates", "/v1/orgs/:org/templates", "/v1/orgs/:org/projects/:project/templates"];

/** One stored object per version; exactly one version of a template is stable. */
export const templateRoutes: readonly Route[] = bases.flatMap((base): Route[] => [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:template`, kind, handle: getStable },
  { method: "GET", path: `${base}/:template/versions/:version`, kind, handle: (call) => full(needed(call)) },
  { method: "PUT", path: `${base}/:template/versions/:version`, kind, handle: put },
  { method: "PUT", path: `${base}/:template/versions/:version/stable`, kind, handle: putStable },
  { method: "DELETE", path: `${base}/:template/versions/:version`, kind, handle: del },
]);

function post(call: Call): Reply {
  const request = jsonBody(call);
  refuseGitDetails(request);
  const scope = pathScope(call);
  checkScope(call.account, scope);
  const { yaml, head, references } = read(call, request, scope);
  const versions = versionsOf(call, scope, head.identifier);
  checkSameType(versions, head);
  const address = at(scope, head.identifier, head.versionLabel);
  const stable = versions.length === 0 || request.is_stable === true;
  const entity = create(call.account, address, stored(head, yaml, stable), references);
  if (stable) unmark(call, versions);
  return bare(summary(entity), 201);
}

function put(call: Call): Reply {
  const request = jsonBody(call);
  const entity = needed(call);
  const { yaml, head, references } = read(call, request, entity.scope);
  if (head.identifier !== entity.parent || head.versionLabel !== entity.identifier) {
    throw invalid(
      `the YAML describes template [${head.identifier}] version [${head.versionLabel}], the path says ` +
        `[${entity.parent}] version [${entity.identifier}]`,
    );
  }
  checkSameType([entity], head);
  const next = replace(call.account, entity, stored(head, yaml, entity.body.stable === true), references);
  return bare(summary(next));
}

/** Sends the body of the update again; only the mark moves. */
function putStable(call: Call): Reply {
  const entity = needed(call);
  if (entity.body.stable === true) return bare(summary(entity));
  const others = versionsOf(call, entity.scope, String(entity.parent)).filter(
    (v) => v.identifier !== entity.identifier,
  );
  unmark(call, others);
  return bare(summary(replace(call.account, entity, { ...entity.body, stable: true })));
}

function getStable(call: Call): Reply {
  const scope = pathScope(call);
  const template = param(call, "template");
  const stable = versionsOf(call, scope, template).find((version) => version.body.stable === true);
  if (stable === undefined) throw notFound(`Template with identifier [${template}] not found`);
  return full(stable);
}

function del(call: Call): Reply {
  const entity = needed(call);
  const isLast = versionsOf(call, entity.scope, String(entity.parent)).length === 1;
  if (entity.body.stable === true && !isLast) {
    throw invalid(
      `Template with identifier [${entity.parent}] and versionLabel [${entity.identifier}] is a stable template, ` +
        "thus cannot delete it.",
    );
  }
  const byStableMark = isLast ? [stableKey(entity.scope, String(entity.parent))] : [];
  remove(call.account, entity, isForced(call), byStableMark);
  return noContent();
}

function list(call: Call): Reply {
  const scope = pathScope(call);
  needScope(call.account, scope);
  const only = query(call, "type");
  const all = call.account.store
    .listAll(kind, scope)
    .filter((entity) => (only !== "STABLE_TEMPLATE" && only !== "STABLE") || entity.body.stable === true);
  return linkedPage(call, limitPages, matching(call, all, "names"), summary);
}

function needed(call: Call): Entity {
  return need(call.account, at(pathScope(call), param(call, "template"), param(call, "version")));
}

function versionsOf(call: Call, scope: Scope, template: string): Entity[] {
  return call.account.store.list(kind, scope, template);
}

function unmark(call: Call, versions: readonly Entity[]): void {
  for (const version of versions) {
    if (version.body.stable === true) replace(call.account, version, { ...version.body, stable: false });
  }
}

function at(scope: Scope, template: string, version: string): Address {
  return { kind, scope, parent: template, identifier: version };
}

function read(
  call: Call,
  request: Json,
  scope: Scope,
): { yaml: string; head: TemplateHead; references: Reference[] } {
  const yaml = requiredText(request, "template_yaml");
  const head = checkTemplateYaml(call.account, yaml, scope);
  return { yaml, head, references: documentReferences(call.account, head.content.spec, scope) };
}

function checkSameType(versions: readonly Entity[], head: TemplateHead): void {
  const other = versions.find((version) => version.body.type !== head.type);
  if (other === undefined) return;
  throw invalid(
    `Template [${head.identifier}] is of type ${String(other.body.type)}, a version cannot be ${head.type}`,
  );
}

function stored(head: TemplateHead, yaml: string, stable: boolean): Json {
  const { identifier, name, versionLabel, type, childType, content } = head;
  const { description, tags } = content;
  return {
    identifier,
    name,
    versionLabel,
    type,
    ...(childType === undefined ? {} : { childType }),
    description: typeof description === "string" ? description : "",
    tags: tags ?? {},
    stable,
    yaml,
  };
}

/** The element of a list: everything but the YAML. */
function summary(entity: Entity): Json {
  const { body, scope } = entity;
  return {
    identifier: body.identifier,
    slug: body.identifier,
    name: body.name,
    org: scope.org ?? null,
    project: scope.project ?? null,
    description: body.description,
    tags: body.tags,
    version_label: body.versionLabel,
    entity_type: body.type,
    child_type: body.childType ?? null,
    scope: levelOf(scope) === "organization" ? "org" : levelOf(scope),
    stable_template: body.stable,
    store_type: "INLINE",
    created: entity.createdAt,
    updated: entity.updatedAt,
  };
}

function full(entity: Entity): Reply {
  return bare({ template: { ...summary(entity), yaml: entity.body.yaml } });
}
