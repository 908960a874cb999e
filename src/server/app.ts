/** The HTTP side: who asks, whether that is allowed, and answers in one form. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { CatalogError } from "@harness-catalog/problems";
import { failureOf } from "./badRequest";
import { idempotency } from "./idempotency";
import { openApiInfo } from "./openApi";
import { callerOf, type App, type Env, type Parts } from "./parts";
import { codesOf, problemResponse } from "./problemDocument";
import { refusal } from "./refusal";
import { addOther } from "./routes/other";
import { addReading } from "./routes/read";
import { addWebhook } from "./routes/webhook";
import { addWriting } from "./routes/write";
import { authenticate } from "./tokens";

/** Largest body of a request to the API, and of a webhook, in bytes. */
const apiBody = 512 * 1024;
const webhookBody = 5 * 1024 * 1024;

/** Builds the app. `app.request(path, init)` calls it without a port. */
export function createApp(parts: Parts): App {
  const app: App = new OpenAPIHono<Env>({
    defaultHook: async (result, c: Context<Env>) => {
      if (!result.success) throw await failureOf(result.target, result.error.issues, c);
    },
  });
  app.use(requestId({ limitLength: 64 }), secureHeaders());
  app.use(async (c, next) => {
    await next(); // headers set before would be lost with an answer that an error became
    c.res.headers.set("X-Request-Id", c.get("requestId"));
    c.res.headers.set("Cache-Control", "no-store");
    if (parts.closing()) c.res.headers.set("Connection", "close");
  });
  app.use("/api/*", limitedTo(apiBody));
  app.use("/webhooks/*", limitedTo(webhookBody));
  app.use("/api/*", audited(parts), admitted(parts), idempotency(parts));

  addOther(app, parts);
  addReading(app, parts);
  addWriting(app, parts);
  addWebhook(app, parts);
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  app.doc31("/openapi.json", openApiInfo);

  app.notFound((c) => problemResponse(unknownPath(app, c), c.get("requestId")));
  app.onError((error, c) => {
    const known = error instanceof HTTPException ? httpRefusal(error) : error;
    if (!(known instanceof CatalogError)) parts.onBug(c.get("requestId"), known);
    return problemResponse(known, c.get("requestId"), c.get("pointer"));
  });
  return app;
}

/** Lets in callers with a valid token and budget. */
function admitted({ tokens, now, rateLimit, closing }: Parts) {
  return async (c: Context<Env>, next: () => Promise<void>): Promise<void> => {
    if (closing()) throw refusal("SRV021", "the server is shutting down", "send it again, nothing was done");
    c.set("caller", authenticate(tokens(), c.req.header("Authorization"), now()));
    const wait = rateLimit.spend(callerOf(c).name);
    if (wait > 0)
      throw refusal(
        "SRV009",
        `the token ${callerOf(c).name} has used its ${rateLimit.perMinute} requests a minute`,
        "wait; services:batch takes many entries in one request",
        { "Retry-After": String(wait) },
      );
    await next();
  };
}

/** Writes down how every write ended, and every request that was not let in. Dry runs and reads that succeed are left out. */
function audited({ audit }: Parts) {
  return async (c: Context<Env>, next: () => Promise<void>): Promise<void> => {
    await next();
    const { status } = c.res;
    const isWrite = c.req.method !== "GET" && c.req.query("dryRun") !== "true";
    if (!isWrite && status !== 401 && status !== 403) return;
    const services = c.get("services");
    audit.append({
      event: "answer",
      requestId: c.get("requestId"),
      who: c.get("caller")?.name,
      what: `${c.req.method} ${c.req.path}`,
      ...(services === undefined ? {} : { services }),
      status,
      ...(c.error === undefined ? {} : { codes: codesOf(c.error) }),
      ...c.get("outcome"),
    });
  };
}

function limitedTo(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw refusal("SRV006", `the body has more than ${maxSize} bytes`, "send fewer services at a time");
    },
  });
}

/** What Hono itself refuses. */
function httpRefusal({ status, message }: HTTPException): unknown {
  if (status === 400) return refusal("SRV005", `the body is not JSON: ${message}`, "correct it");
  if (status === 415)
    return refusal("SRV007", "the body is not application/json", "send Content-Type: application/json");
  return new Error(`${status} ${message}`);
}

function unknownPath(app: App, c: Context<Env>): CatalogError {
  const methods = ["GET", "POST", "PUT", "DELETE"].filter((method) =>
    app.routes.some(
      (route) => route.method === method && !route.path.includes("*") && fits(route.path, c.req.path),
    ),
  );
  if (methods.length > 0)
    return refusal("SRV004", `${c.req.path} does not take ${c.req.method}`, `use ${methods.join(", ")}`, {
      Allow: methods.join(", "),
    });
  return refusal("SRV003", `there is no ${c.req.path}`, "GET /openapi.json lists every operation");
}

function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(":") || part === given[at])
  );
}
