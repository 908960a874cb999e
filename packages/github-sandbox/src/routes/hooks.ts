/** Webhooks of a repository. */
import type { Hono } from "hono";
import { bodyOf, notFound, paged, repositoryOf, textOf, unprocessable, type Env, type Parts } from "../call";
import type { Hook } from "../model";
import { hookView } from "../views";

export function hookRoutes(app: Hono<Env>, parts: Parts): void {
  const base = "/repos/:owner/:repo/hooks";

  app.get(base, (context) => {
    const repository = repositoryOf(parts, context);
    const origin = new URL(context.req.url).origin;
    return paged(
      context,
      repository.hooks.map((hook) => hookView(origin, repository, hook)),
    );
  });

  app.post(base, async (context) => {
    const repository = repositoryOf(parts, context);
    const body = await bodyOf(context);
    const config = (body["config"] ?? {}) as Record<string, unknown>;
    const url = textOf(config, "url", "Hook");
    if (repository.hooks.some((hook) => hook.url === url)) {
      throw unprocessable("Hook", "config", "custom", "Hook already exists on this repository");
    }
    const hook: Hook = {
      id: parts.store.takeId(),
      url,
      secret: typeof config["secret"] === "string" ? config["secret"] : "",
      events: Array.isArray(body["events"]) ? (body["events"] as string[]) : ["push"],
    };
    parts.store.put({ ...repository, hooks: [...repository.hooks, hook] });
    return context.json(hookView(new URL(context.req.url).origin, repository, hook), 201);
  });

  app.delete(`${base}/:id`, (context) => {
    const repository = repositoryOf(parts, context);
    const left = repository.hooks.filter((hook) => String(hook.id) !== context.req.param("id"));
    if (left.length === repository.hooks.length) throw notFound();
    parts.store.put({ ...repository, hooks: left });
    return context.body(null, 204);
  });
}
