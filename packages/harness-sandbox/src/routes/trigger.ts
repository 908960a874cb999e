import { param, queryScope, requiredQuery, type Call, type Reply } from "../call";
import { keyOf, type Entity, type Json, type Reference } from "../entity";
import { ok } from "../envelope";
import { isObject, requiredObject, requiredText } from "../fields";
import { matching } from "../filter";
import { readLinted } from "../lint/refuse";
import { create, need, needParent, needScope, remove, replace } from "../objects";
import { sizePages, springPage } from "../paging";
import { documentReferences } from "../references";
import { invalid } from "../refusal";
import { scopeFields } from "../scope";
import { checkAgrees } from "../yaml/document";
import type { Route } from "./route";

const kind = "trigger";
const base = "/pipeline/api/triggers";

/** The body of a write is the raw YAML, although its content type says JSON. */
export const triggerRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(call, needed(call))) },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const pipeline = target(call);
  const { body, references } = read(call, pipeline);
  const identifier = String(body.identifier);
  const address = { kind, scope: pipeline.scope, parent: pipeline.identifier, identifier } as const;
  return ok(present(call, create(call.account, address, body, references)));
}

function put(call: Call): Reply {
  const entity = needed(call);
  const { body, references } = read(call, target(call));
  if (body.identifier !== entity.identifier) {
    throw invalid(`Trigger identifier [${String(body.identifier)}] in YAML is not [${entity.identifier}]`);
  }
  return ok(present(call, replace(call.account, entity, body, references)));
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return ok(true);
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const all = call.account.store.list(kind, scope, requiredQuery(call, "targetIdentifier"));
  const rows = matching(call, all, "identifiers");
  return ok(
    springPage(call, sizePages(25), rows, ({ body, createdAt, updatedAt }) => ({
      ...body,
      webhookUrl: webhookUrl(call, body),
      createdAt,
      lastModifiedAt: updatedAt,
    })),
  );
}

function target(call: Call): Entity {
  const identifier = requiredQuery(call, "targetIdentifier");
  return needParent(call.account, { kind: "pipeline", scope: queryScope(call), identifier });
}

function needed(call: Call): Entity {
  const parent = requiredQuery(call, "targetIdentifier");
  return need(call.account, { kind, scope: queryScope(call), parent, identifier: param(call, "identifier") });
}

function read(call: Call, pipeline: Entity): { body: Json; references: Reference[] } {
  const yaml = call.body;
  const { scope } = pipeline;
  const trigger = readLinted(call.account, "trigger", yaml, scope).root;
  checkAgrees(
    trigger,
    { orgIdentifier: scope.org, projectIdentifier: scope.project, pipelineIdentifier: pipeline.identifier },
    "Trigger",
  );
  const source = requiredObject(trigger, "source");
  const { description, tags, enabled } = trigger;
  return {
    body: {
      identifier: requiredText(trigger, "identifier"),
      name: requiredText(trigger, "name"),
      ...(typeof description === "string" ? { description } : {}),
      tags: isObject(tags) ? tags : {},
      type: source.type,
      enabled: enabled !== false,
      custom: isObject(source.spec) && source.spec.type === "Custom",
      target: pipeline.identifier,
      ...scopeFields(scope),
      yaml,
    },
    references: [
      { key: keyOf(pipeline), onDelete: "cascade" },
      ...documentReferences(call.account, trigger.source, scope),
    ],
  };
}

/** Where a custom webhook is called; made from identifiers alone, so it is the same for the same trigger. */
function webhookUrl(call: Call, body: Json): string | null {
  if (body.custom !== true) return null;
  const place = new URLSearchParams({
    accountIdentifier: call.account.id,
    orgIdentifier: String(body.orgIdentifier),
    projectIdentifier: String(body.projectIdentifier),
    pipelineIdentifier: String(body.target),
    triggerIdentifier: String(body.identifier),
  });
  return `https://app.harness.io/gateway/pipeline/api/webhook/custom/v2?${place.toString()}`;
}

function present(call: Call, entity: Entity): Json {
  const { body } = entity;
  return {
    name: body.name,
    identifier: body.identifier,
    description: body.description ?? "",
    type: body.type,
    accountIdentifier: call.account.id,
    ...scopeFields(entity.scope),
    targetIdentifier: entity.parent,
    yaml: body.yaml,
    version: 0,
    enabled: body.enabled,
    errorResponse: false,
    ...(body.custom === true ? { webhookUrl: webhookUrl(call, body) } : {}),
  };
}
