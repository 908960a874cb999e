/** What stands beside the API: health, the meaning of codes, and the operations of older designs that are gone. */
import { createRoute, z } from "@hono/zod-openapi";
import { codes, type ErrorCode } from "@harness-catalog/problems";
import { json, problems, secured } from "../operations";
import type { App, Parts } from "../parts";
import { refusal } from "../refusal";

const state = z.object({ status: z.string() });

export const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  tags: ["server"],
  summary: "Is the process alive?",
  responses: { 200: json(state, "It is") },
});

export const readyRoute = createRoute({
  method: "get",
  path: "/readyz",
  tags: ["server"],
  summary: "Can it answer? Asks the repository when the last answer is old",
  responses: { 200: json(state.extend({ commit: z.string() }), "It can"), ...problems(503) },
});

export const codeRoute = createRoute({
  method: "get",
  path: "/problems/{code}",
  tags: ["server"],
  summary: "What the code of a problem means; docs/errors.md has examples and cures",
  request: { params: z.object({ code: z.string().max(16) }) },
  responses: { 200: json(z.object({ code: z.string(), title: z.string() }), "The code"), ...problems(404) },
});

/** The pipeline service and the event of older designs: the merge of the proposal does all of it (R-226 … R-229). */
const gone = [
  ["post", "/api/v1/pipelines/create"],
  ["put", "/api/v1/pipelines/{name}"],
  ["delete", "/api/v1/pipelines/{name}"],
  ["post", "/webhooks/service-created"],
] as const;

/** Adds what needs no catalog. */
export function addOther(app: App, { access, closing }: Parts): void {
  app.openapi(healthRoute, (c) => c.json({ status: "alive" }, 200));

  app.openapi(readyRoute, async (c) => {
    if (closing())
      throw refusal("SRV021", "the server is shutting down", "ask again, another instance answers");
    const { base } = await access.current();
    return c.json({ status: "ready", commit: base.commit }, 200);
  });

  app.openapi(codeRoute, (c) => {
    const { code } = c.req.valid("param");
    if (!Object.hasOwn(codes, code))
      throw refusal("SRV003", `there is no code ${code}`, "see docs/errors.md");
    return c.json({ code, title: codes[code as ErrorCode].title }, 200);
  });

  for (const [method, path] of gone) {
    const route = createRoute({
      method,
      path,
      tags: ["gone"],
      deprecated: true,
      summary: "Superseded: pipelines follow from the services of the catalog",
      ...(path.startsWith("/api") ? { security: secured } : {}),
      responses: problems(410),
    });
    app.openapi(route, () => {
      throw refusal(
        "SRV012",
        "pipelines follow from the services of the catalog, and its merge creates them",
        "propose the service: POST, PUT or DELETE /api/v1/services",
      );
    });
  }
}
