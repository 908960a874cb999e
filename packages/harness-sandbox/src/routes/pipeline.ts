import { jsonBody, optionalJsonBody, param, pathScope, queryScope, type Call, type Reply } from "../call";
import type { Entity, Json, Reference } from "../entity";
import { bare, noContent, ok } from "../envelope";
import { labels, requiredText, text, texts } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { rememberPipeline } from "../lint/context";
import { checkScope, create, need, needScope, remove, replace } from "../objects";
import { limitPages, linkedPage, sizePages, springPage } from "../paging";
import { documentReferences } from "../references";
import { invalid } from "../refusal";
import type { Scope } from "../scope";
import { checkPipelineYaml, stageNames } from "../yaml/pipeline";
import { refuseGitDetails } from "./git";
import type { Route } from "./route";

const kind = "pipeline";
const base = "/v1/orgs/:org/projects/:project/pipelines";

export const pipelineRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:pipeline`, kind, handle: get },
  { method: "PUT", path: `${base}/:pipeline`, kind, handle: put },
  { method: "DELETE", path: `${base}/:pipeline`, kind, handle: del },
  { method: "POST", path: "/pipeline/api/pipelines/list", kind, handle: listSummaries },
];

function post(call: Call): Reply {
  const scope = pathScope(call);
  checkScope(call.account, scope);
  const { body, references } = read(call, scope);
  const entity = create(call.account, { kind, scope, identifier: String(body.identifier) }, body, references);
  return bare({ identifier: entity.identifier }, 201);
}

function put(call: Call): Reply {
  const entity = needed(call);
  const { body, references } = read(call, entity.scope);
  if (body.identifier !== entity.identifier) {
    throw invalid(
      `Pipeline identifier [${String(body.identifier)}] in the body is not [${entity.identifier}]`,
    );
  }
  replace(call.account, entity, body, references);
  return bare({ identifier: entity.identifier });
}

function get(call: Call): Reply {
  const { body, scope, createdAt, updatedAt } = needed(call);
  return bare({
    identifier: body.identifier,
    name: body.name,
    org: scope.org,
    project: scope.project,
    description: body.description,
    tags: body.tags,
    pipeline_yaml: body.yaml,
    store_type: "INLINE",
    created: createdAt,
    updated: updatedAt,
  });
}

/** Takes the input sets and triggers of the pipeline along. */
function del(call: Call): Reply {
  remove(call.account, needed(call));
  return noContent();
}

function list(call: Call): Reply {
  const scope = pathScope(call);
  needScope(call.account, scope);
  const all = matching(call, call.account.store.list(kind, scope), "pipeline_identifiers");
  return linkedPage(call, limitPages, all, ({ body, scope: { org, project }, createdAt, updatedAt }) => ({
    identifier: body.identifier,
    name: body.name,
    org,
    project,
    description: body.description,
    tags: body.tags,
    stage_count: (body.stageNames as string[]).length,
    store_type: "INLINE",
    created: createdAt,
    updated: updatedAt,
  }));
}

function listSummaries(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const wanted = texts(optionalJsonBody(call), "pipelineIdentifiers");
  const all = matching(call, call.account.store.list(kind, scope), "identifiers").filter(
    (entity) => wanted.length === 0 || wanted.includes(entity.identifier),
  );
  return ok(springPage(call, sizePages(25), all, listed));
}

function listed({ body, createdAt, updatedAt }: Entity): Json {
  const names = body.stageNames as string[];
  return {
    name: body.name,
    identifier: body.identifier,
    description: body.description,
    tags: body.tags,
    version: 0,
    numOfStages: names.length,
    stageNames: names,
    createdAt,
    lastUpdatedAt: updatedAt,
    modules: [],
    storeType: "INLINE",
  };
}

function needed(call: Call): Entity {
  return need(call.account, { kind, scope: pathScope(call), identifier: param(call, "pipeline") });
}

function read(call: Call, scope: Scope): { body: Json; references: Reference[] } {
  const request = jsonBody(call);
  refuseGitDetails(request);
  const identifier = checkIdentifier(request.identifier, "Pipeline");
  const name = checkName(text(request, "name"), "Pipeline");
  checkLabels(request, "Pipeline");
  const yaml = requiredText(request, "pipeline_yaml");
  const pipeline = checkPipelineYaml(call.account, yaml, { identifier, name, scope });
  const body = { identifier, name, ...labels(request), stageNames: stageNames(pipeline.root), yaml };
  rememberPipeline(body, pipeline);
  return { body, references: documentReferences(call.account, pipeline.root, scope) };
}
