import { jsonBody, param, pathScope, queryScope, requiredQuery, type Call, type Reply } from "../call";
import { keyOf, type Address, type Entity, type Json } from "../entity";
import { bare, noContent, ok } from "../envelope";
import { isObject, labels, requiredText, text } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { readLinted } from "../lint/refuse";
import { create, need, needParent, needScope, remove, replace } from "../objects";
import { indexPages, limitPages, linkedPage, ngPage } from "../paging";
import { invalid } from "../refusal";
import { checkAgrees, readDocument } from "../yaml/document";
import { refuseGitDetails } from "./git";
import type { Route } from "./route";

const kind = "inputSet";
const base = "/v1/orgs/:org/projects/:project/input-sets";

/** The pipeline an input set belongs to is a query parameter of every call. */
export const inputSetRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => bare(present(needed(call))) },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
  { method: "GET", path: "/pipeline/api/inputSets", kind, handle: listSummaries },
];

function post(call: Call): Reply {
  const pipeline = pipelineOf(call);
  const body = read(call, pipeline);
  const address = at(pipeline, String(body.identifier));
  const references = [{ key: keyOf(pipeline), onDelete: "cascade" as const }];
  return bare(present(create(call.account, address, body, references)), 201);
}

function put(call: Call): Reply {
  const entity = needed(call);
  const body = read(call, pipelineOf(call));
  if (body.identifier !== entity.identifier) {
    throw invalid(
      `Input set identifier [${String(body.identifier)}] in the body is not [${entity.identifier}]`,
    );
  }
  return bare(present(replace(call.account, entity, body)));
}

function del(call: Call): Reply {
  remove(call.account, needed(call));
  return noContent();
}

function list(call: Call): Reply {
  needScope(call.account, pathScope(call));
  const all = call.account.store.list(kind, pathScope(call), requiredQuery(call, "pipeline"));
  return linkedPage(call, limitPages, matching(call, all, "identifiers"), present);
}

function listSummaries(call: Call): Reply {
  needScope(call.account, queryScope(call));
  const all = call.account.store.list(kind, queryScope(call), requiredQuery(call, "pipelineIdentifier"));
  return ok(ngPage(call, indexPages(100), matching(call, all, "identifiers"), summary));
}

function pipelineOf(call: Call): Entity {
  return needParent(call.account, {
    kind: "pipeline",
    scope: pathScope(call),
    identifier: requiredQuery(call, "pipeline"),
  });
}

function needed(call: Call): Entity {
  const parent = requiredQuery(call, "pipeline");
  return need(call.account, { kind, scope: pathScope(call), parent, identifier: param(call, "identifier") });
}

function at(pipeline: Entity, identifier: string): Address {
  return { kind, scope: pipeline.scope, parent: pipeline.identifier, identifier };
}

function read(call: Call, pipeline: Entity): Json {
  const request = jsonBody(call);
  refuseGitDetails(request);
  const identifier = checkIdentifier(request.identifier, "Input set");
  const name = checkName(text(request, "name"), "Input set");
  checkLabels(request, "Input set");
  const yaml = requiredText(request, "input_set_yaml");
  const inputSet = /^overlayInputSet\s*:/m.test(yaml)
    ? readDocument(yaml, "overlayInputSet", "input set")
    : readLinted(call.account, "inputSet", yaml, pipeline.scope).root;
  const { org, project } = pipeline.scope;
  checkAgrees(inputSet, { identifier, orgIdentifier: org, projectIdentifier: project }, "Input set", [
    "identifier",
  ]);
  if (isObject(inputSet.pipeline)) {
    checkAgrees(inputSet.pipeline, { identifier: pipeline.identifier }, "Input set pipeline");
  }
  return { identifier, name, ...labels(request), pipeline: pipeline.identifier, yaml };
}

function present(entity: Entity): Json {
  const { body, scope } = entity;
  return {
    identifier: body.identifier,
    name: body.name,
    org: scope.org,
    project: scope.project,
    description: body.description,
    tags: body.tags,
    input_set_yaml: body.yaml,
    store_type: "INLINE",
    created: entity.createdAt,
    updated: entity.updatedAt,
  };
}

function summary(entity: Entity): Json {
  const { body } = entity;
  return {
    identifier: body.identifier,
    name: body.name,
    pipelineIdentifier: body.pipeline,
    description: body.description,
    tags: body.tags,
    inputSetType: "INPUT_SET",
    createdAt: entity.createdAt,
    lastUpdatedAt: entity.updatedAt,
  };
}
