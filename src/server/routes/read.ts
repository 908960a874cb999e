/** What can be read: services, pipelines, proposals. */
import { createRoute } from "@hono/zod-openapi";
import { problem } from "@harness-catalog/problems";
import { serviceNamed } from "../access";
import { json, problems, secured } from "../operations";
import type { App, Parts } from "../parts";
import { refusal } from "../refusal";
import {
  branchParam,
  listQuery,
  listSchema,
  nameParam,
  pipelineSchema,
  proposalRef,
  viewSchema,
} from "../schemas";
import { etagOf, factsView, idsOf, refOf, serviceView } from "../views";

const reading = { security: secured, tags: ["read"] };
const common = problems(400, 401, 429, 503);

export const listRoute = createRoute({
  ...reading,
  method: "get",
  path: "/api/v1/services",
  summary: "Services of the catalog, by name",
  request: { query: listQuery },
  responses: { 200: json(listSchema, "One page"), ...common },
});

export const serviceRoute = createRoute({
  ...reading,
  method: "get",
  path: "/api/v1/services/{name}",
  summary: "A service: its entry, what follows from it, and an open proposal",
  request: { params: nameParam },
  responses: { 200: json(viewSchema, "The service; its ETag is for If-Match"), ...common, ...problems(404) },
});

export const pipelineRoute = createRoute({
  ...reading,
  method: "get",
  path: "/api/v1/pipelines/{name}",
  summary: "The pipeline of a service, as it is sent to Harness",
  request: { params: nameParam },
  responses: { 200: json(pipelineSchema, "The pipeline"), ...common, ...problems(404) },
});

export const proposalRoute = createRoute({
  ...reading,
  method: "get",
  path: "/api/v1/proposals/{branch}",
  summary: "What has become of a proposal",
  request: { params: branchParam },
  responses: { 200: json(proposalRef, "The proposal"), ...common, ...problems(404) },
});

/** Adds the operations that only read. */
export function addReading(app: App, { access, proposals }: Parts): void {
  const { account } = access.place;
  const found = async (name: string) => {
    const { base, age } = await access.current();
    const known = serviceNamed(base, name);
    if (known === undefined)
      throw problem(
        "CAT035",
        `${name} is not in the catalog`,
        "correct the name; GET /api/v1/services lists them",
      );
    return { base, age, service: known.service };
  };

  app.openapi(listRoute, async (c) => {
    const { team, limit, after } = c.req.valid("query");
    const { base, age } = await access.current();
    const all = base.catalog.services.filter((service) => team === undefined || service.team === team);
    const rest = after === undefined ? all : all.filter(({ name }) => name > after);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const items = page.map((service) => ({
      ...idsOf(base.catalog, service, account),
      team: service.team,
      archetype: service.archetype,
      size: service.size,
    }));
    const next = rest.length > limit && last !== undefined ? { next: last.name } : {};
    return c.json({ items, ...next, commit: base.commit }, 200, { Age: String(age) });
  });

  app.openapi(serviceRoute, async (c) => {
    const { base, age, service } = await found(c.req.valid("param").name);
    const proposal = await access.openFor(base, service.name);
    const headers = { Age: String(age), ETag: etagOf(service) };
    return c.json(serviceView(base, service, account, proposal), 200, headers);
  });

  app.openapi(pipelineRoute, async (c) => {
    const { base, age, service } = await found(c.req.valid("param").name);
    const { objects: _, pipelineYaml: yaml, ...facts } = factsView(base.catalog, service, account);
    return c.json({ ...facts, yaml }, 200, { Age: String(age) });
  });

  app.openapi(proposalRoute, async (c) => {
    const { branch } = c.req.valid("param");
    const now = await access.branchState(branch);
    if (now?.open !== undefined) return c.json(refOf(now.open), 200);
    const kept = proposals.get(branch);
    const state = now?.state ?? (kept?.state === "open" ? "closed" : kept?.state);
    if (state === undefined)
      throw refusal(
        "SRV020",
        `there is no proposal ${branch}`,
        "use the branch that the proposal was answered with",
      );
    return c.json({ services: [], branch, ...kept, state }, 200);
  });
}
