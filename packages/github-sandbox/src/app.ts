import { Hono, type Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { notFound, refusal, type Env, type Parts } from "./call";
import { actionsRoutes } from "./routes/actions";
import { gitDataRoutes } from "./routes/gitData";
import { graphqlRoute } from "./routes/graphql";
import { hookRoutes } from "./routes/hooks";
import { issueRoutes } from "./routes/issues";
import { pullRoutes } from "./routes/pulls";
import { repositoryRoutes } from "./routes/repositories";
import { reviewRoutes } from "./routes/reviews";
import { smartHttp } from "./smartHttp";

/** GitHub's REST API and git over HTTP on one port. The API also answers under `/api/v3` and `/api/graphql`, as on GitHub Enterprise. */
export function createApp(parts: Parts): Hono<Env> {
  const app = new Hono<Env>({
    getPath: (request) => new URL(request.url).pathname.replace(/^\/api(?:\/v3(?=\/)|(?=\/graphql$))/, ""),
  });
  app.use(async (context, next) => {
    context.set("login", loginOf(parts, context));
    await next();
  });
  smartHttp(app, parts);
  reviewRoutes(app, parts);
  repositoryRoutes(app, parts);
  gitDataRoutes(app, parts);
  pullRoutes(app, parts);
  issueRoutes(app, parts);
  hookRoutes(app, parts);
  actionsRoutes(app, parts);
  graphqlRoute(app, parts);
  app.notFound(() => notFound().getResponse());
  app.onError((error) =>
    error instanceof HTTPException
      ? error.getResponse()
      : Response.json(
          { message: `bug in the local GitHub: ${error.stack ?? error.message}` },
          { status: 500 },
        ),
  );
  return app;
}

/** Who calls, by token: `Authorization: Bearer …`, `token …`, or the password of git's basic authentication. */
function loginOf(parts: Parts, context: Context<Env>): string {
  const [scheme = "", value = ""] = (context.req.header("authorization") ?? "").split(" ", 2);
  const token =
    scheme.toLowerCase() === "basic"
      ? Buffer.from(value, "base64")
          .toString()
          .replace(/^[^:]*:/, "")
      : value;
  const login = Object.hasOwn(parts.tokens, token) ? parts.tokens[token] : undefined;
  if (login !== undefined) return login;
  if (!context.req.path.includes(".git/")) throw refusal(401, { message: "Bad credentials" });
  const headers = { "WWW-Authenticate": 'Basic realm="local GitHub"' };
  throw new HTTPException(401, { res: new Response("authentication required", { status: 401, headers }) });
}
