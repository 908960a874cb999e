import { optionalJsonBody, param, queryScope, requiredQuery, textList, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { ok } from "../envelope";
import { isObject, objects, requiredText, texts } from "../fields";
import { matching } from "../filter";
import { checkIdentifier, checkLabels, checkName } from "../identifiers";
import { create, find, need, needScope, remove, replace } from "../objects";
import { ngPage, sizePages } from "../paging";
import { invalid } from "../refusal";
import { levelOf, scopeFields, type Scope } from "../scope";
import { checkAgrees, readDocument, withMember } from "../yaml/document";
import type { Route } from "./route";

const kind = "freeze";
const base = "/ng/api/freeze";
const statuses = ["Enabled", "Disabled"];

/** The body of a write is the raw YAML, although its content type says JSON. */
export const freezeRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "POST", path: `${base}/list`, kind, handle: list },
  { method: "POST", path: `${base}/updateFreezeStatus`, kind, handle: setStatus },
  { method: "GET", path: `${base}/:identifier`, kind, handle: (call) => ok(present(call, needed(call))) },
  { method: "PUT", path: `${base}/:identifier`, kind, handle: put },
  { method: "DELETE", path: `${base}/:identifier`, kind, handle: del },
];

function post(call: Call): Reply {
  const scope = queryScope(call);
  const body = read(call, scope);
  return ok(present(call, create(call.account, at(scope, String(body.identifier)), body)));
}

/** An enabled window takes one change only: being disabled. */
function put(call: Call): Reply {
  const entity = needed(call);
  const body = read(call, entity.scope);
  if (body.identifier !== entity.identifier) throw invalid("the identifier of a freeze cannot be changed");
  if (entity.body.status === "Enabled" && body.status === "Enabled") {
    throw invalid(`Freeze [${entity.identifier}] is enabled and cannot be edited; disable it first`);
  }
  return ok(present(call, replace(call.account, entity, body)));
}

/** The status goes into the YAML, which is written anew. What does not exist is counted and no error. */
function setStatus(call: Call): Reply {
  const status = checkStatus(requiredQuery(call, "status"));
  const scope = queryScope(call);
  const [successful, failed]: [Json[], Json[]] = [[], []];
  for (const identifier of textList(call)) {
    const entity = find(call.account, at(scope, identifier));
    if (entity === undefined) {
      failed.push({
        id: identifier,
        errorMessage: `Freeze Config for freezeIdentifier: ${identifier} doesn't exist`,
      });
      continue;
    }
    const yaml = withMember(String(entity.body.yaml), "freeze", "status", status);
    successful.push(present(call, replace(call.account, entity, { ...entity.body, status, yaml })));
  }
  return ok({
    noOfSuccess: successful.length,
    noOfFailed: failed.length,
    freezeErrorResponseDTOList: failed,
    successfulFreezeResponseDTOList: successful,
  });
}

/** Whatever its status. */
function del(call: Call): Reply {
  remove(call.account, needed(call));
  return ok(true);
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const wanted = texts(optionalJsonBody(call), "freezeIdentifiers");
  const all = matching(call, call.account.store.list(kind, scope), "identifiers").filter(
    (entity) => wanted.length === 0 || wanted.includes(entity.identifier),
  );
  return ok(ngPage(call, sizePages(10), all, (entity) => present(call, entity)));
}

function needed(call: Call): Entity {
  return need(call.account, at(queryScope(call), param(call, "identifier")));
}

function at(scope: Scope, identifier: string) {
  return { kind, scope, identifier } as const;
}

function read(call: Call, scope: Scope): Json {
  const freeze = readDocument(call.body, "freeze", "freeze");
  const identifier = checkIdentifier(freeze.identifier, "Freeze");
  checkAgrees(freeze, { orgIdentifier: scope.org, projectIdentifier: scope.project }, "Freeze");
  checkLabels(freeze, "Freeze");
  const status = checkStatus(freeze.status);
  checkWindows(freeze);
  const { description, tags } = freeze;
  return {
    identifier,
    name: checkName(freeze.name, "Freeze"),
    ...(typeof description === "string" ? { description } : {}),
    tags: isObject(tags) ? tags : {},
    status,
    windows: objects(freeze, "windows"),
    yaml: call.body,
  };
}

function checkStatus(status: unknown): string {
  if (typeof status === "string" && statuses.includes(status)) return status;
  throw invalid(`freeze status [${String(status)}] is not one of ${statuses.join(", ")}`);
}

function checkWindows(freeze: Json): void {
  if (objects(freeze, "entityConfigs").length === 0) throw invalid("Rules are required.");
  const [window, ...others] = objects(freeze, "windows");
  if (window === undefined) throw invalid("Freeze Windows are required.");
  if (others.length > 0) throw invalid("Multiple windows are not supported as of now.");
  for (const member of ["timeZone", "startTime"]) requiredText(window, member);
  if (window.duration === undefined) requiredText(window, "endTime");
}

function present(call: Call, entity: Entity): Json {
  return {
    ...entity.body,
    accountId: call.account.id,
    ...scopeFields(entity.scope),
    type: "MANUAL",
    freezeScope: levelOf(entity.scope) === "organization" ? "org" : levelOf(entity.scope),
    createdAt: entity.createdAt,
    lastUpdatedAt: entity.updatedAt,
  };
}
