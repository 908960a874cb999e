/** What can be proposed. Every operation ends in a branch and a pull request; none writes to Harness or the base branch. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { problem } from "@harness-catalog/problems";
import type { Changes } from "../../proposals/change";
import type { BaseCatalog } from "../../proposals/draft";
import { serviceNamed, teamsOf } from "../access";
import { body, json, problems, secured } from "../operations";
import { callerOf, type App, type Env, type Parts } from "../parts";
import { pointerBelow, type Pointer } from "../problemDocument";
import { refusal } from "../refusal";
import {
  batchSchema,
  entrySchema,
  keyHeader,
  matchHeader,
  nameParam,
  previewSchema,
  proposedSchema,
  writeQuery,
} from "../schemas";
import { hasAllTeams, requireProposer, requireTeam } from "../tokens";
import { etagOf, previewView, proposedView } from "../views";

const writing = { security: secured, tags: ["propose"] };
const answers = {
  200: json(
    z.union([proposedSchema, previewSchema]),
    "The same is proposed already, or the catalog says so already; with dryRun what would be",
  ),
  202: json(proposedSchema, "Proposed: nothing exists until the pull request is merged"),
  ...problems(400, 401, 403, 409, 413, 415, 422, 429, 502, 503),
};

export const addRoute = createRoute({
  ...writing,
  method: "post",
  path: "/api/v1/services",
  summary: "Propose a new service",
  request: { query: writeQuery, headers: keyHeader, body: body(entrySchema) },
  responses: answers,
});

export const batchRoute = createRoute({
  ...writing,
  method: "post",
  path: "/api/v1/services:batch",
  summary: "Propose several new services in one pull request",
  request: { query: writeQuery, headers: keyHeader, body: body(batchSchema) },
  responses: answers,
});

export const changeRoute = createRoute({
  ...writing,
  method: "put",
  path: "/api/v1/services/{name}",
  summary: "Propose another entry for a service; fields that are left out get their default",
  request: { params: nameParam, query: writeQuery, headers: matchHeader, body: body(entrySchema) },
  responses: { ...answers, ...problems(404, 412) },
});

export const removeRoute = createRoute({
  ...writing,
  method: "delete",
  path: "/api/v1/services/{name}",
  summary: "Propose to remove a service; `effects.delete` is what will be lost",
  request: { params: nameParam, query: writeQuery, headers: matchHeader },
  responses: { ...answers, ...problems(404, 412) },
});

type Entry = { readonly name: string } & Readonly<Record<string, unknown>>;

/** Adds the operations that propose. */
export function addWriting(app: App, parts: Parts): void {
  // The entry as it was sent, not with its defaults: those do not belong into the catalog.
  app.openapi(addRoute, async (c) => {
    const entry = await c.req.json<Entry>();
    return answer(parts, c, [{ kind: "add", entry }], c.req.valid("query"), {});
  });

  app.openapi(batchRoute, async (c) => {
    const { services } = await c.req.json<{ services: Entry[] }>();
    const changes = services.map((entry) => ({ kind: "add" as const, entry }));
    return answer(parts, c, changes, c.req.valid("query"), { pointer: batchPointer });
  });

  app.openapi(changeRoute, async (c) => {
    const { name } = c.req.valid("param");
    const entry = await c.req.json<Entry>();
    if (entry.name !== name)
      throw refusal(
        "SRV015",
        `the body is about ${entry.name}, the path about ${name}`,
        "a service keeps its name here; to rename it edit the catalog and set previousName",
      );
    const match = c.req.valid("header")["if-match"];
    return answer(parts, c, [{ kind: "change", entry }], c.req.valid("query"), { name, match });
  });

  app.openapi(removeRoute, async (c) => {
    const { name } = c.req.valid("param");
    const match = c.req.valid("header")["if-match"];
    return answer(parts, c, [{ kind: "remove", name }], c.req.valid("query"), { name, match });
  });
}

const batchPointer: Pointer = pointerBelow((change) => ["services", change]);
const entryPointer: Pointer = pointerBelow(() => []);

interface Condition {
  /** Service that must exist. */
  readonly name?: string;
  /** If-Match. */
  readonly match?: string | undefined;
  readonly pointer?: Pointer;
}

async function answer(
  { access, audit, proposals }: Parts,
  c: Context<Env>,
  changes: Changes,
  { dryRun, replace }: z.infer<typeof writeQuery>,
  condition: Condition,
) {
  const { account } = access.place;
  const [caller, requestId] = [callerOf(c), c.get("requestId")];
  c.set("pointer", condition.pointer ?? entryPointer);
  const services = changes.map((change) => (change.kind === "remove" ? change.name : change.entry.name));
  c.set("services", services);
  const admit = (base: BaseCatalog, writes: boolean) => {
    if (writes) requireProposer(caller);
    if (writes) for (const team of teamsOf(base, changes)) requireTeam(caller, team);
    requireMatch(base, condition);
  };
  if (dryRun === "true") {
    const { base, draft } = await access.preview(changes, (base) => admit(base, false));
    return c.json(previewView(draft, base, account, caller.name), 200);
  }
  audit.append({
    event: "request",
    requestId,
    who: caller.name,
    what: `${c.req.method} ${c.req.path}`,
    services,
  });
  const proposed = await access.propose({
    changes,
    by: caller.name,
    mayReplace: ({ by }) => replace === "true" && (by === caller.name || hasAllTeams(caller)),
    requestId,
    admit: (base) => admit(base, true),
  });
  const view = proposedView(proposed, account);
  const { branch, commit, pullRequest } = view;
  c.set("outcome", {
    outcome: view.status,
    ...(branch === undefined ? {} : { branch }),
    commit,
    pullRequest,
  });
  if (branch === undefined) return c.json(view, 200);
  const record = { branch, state: "open" as const, services, by: caller.name, commit };
  proposals.set(branch, pullRequest === undefined ? record : { ...record, pullRequest });
  const status = view.status === "exists" ? 200 : 202;
  return c.json(view, status, { Location: `/api/v1/proposals/${branch}` });
}

/** @throws CatalogError CAT035 or SRV010 */
function requireMatch(base: BaseCatalog, { name, match }: Condition): void {
  if (name === undefined) return;
  const known = serviceNamed(base, name);
  if (known === undefined)
    throw problem("CAT035", `${name} is not in the catalog`, "correct the name, or add it with POST");
  if (match === undefined || match.trim() === "*") return;
  const tags = match.split(",").map((tag) => tag.trim());
  if (tags.includes(etagOf(known.service))) return;
  throw refusal("SRV010", `${name} has changed since it was read`, "read it again and decide anew", {
    ETag: etagOf(known.service),
  });
}
