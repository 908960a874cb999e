import { setTimeout as delay } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";
import type { Account } from "./account";
import { authenticate } from "./auth";
import type { Call, Reply } from "./call";
import type { CallLog } from "./calls";
import { refused } from "./envelope";
import type { FaultKind, Faults } from "./faults";
import type { Journal } from "./persistence";
import { tooManyRequests, type RateLimit } from "./rateLimit";
import { Refusal } from "./refusal";
import { routes } from "./routes";
import { routeName, type Route } from "./routes/route";

/** What the app is put together from; the sandbox owns all of it. */
export interface Parts {
  readonly account: Account;
  readonly apiKey: string;
  readonly rateLimit: RateLimit;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** Milliseconds every call waits, unless the faults say otherwise. */
  readonly latencyMs: number;
  readonly journal?: Journal;
}

/** Bindings of the Node server; absent when the app is called without a port. */
export type Env = { Bindings: Partial<HttpBindings> };

/** Tells the Node server that the connection is gone and nothing is to be written. */
const alreadySent = "x-hono-already-sent";

/** The Harness API with all its kinds. Paths work with and without the prefix `/gateway`. */
export function createApp(parts: Parts): Hono<Env> {
  const app = new Hono<Env>({ getPath: apiPath });
  for (const route of routes) app.on(route.method, route.path, (context) => serve(parts, context, route));
  app.notFound((context) => serve(parts, context, undefined));
  return app;
}

/** The path of a request without the `/gateway` prefix. */
export function apiPath(request: Request): string {
  const { pathname } = new URL(request.url);
  return pathname.replace(/^\/gateway(?=\/)/, "");
}

async function serve(parts: Parts, context: Context<Env>, route: Route | undefined): Promise<Response> {
  const call = await readCall(parts, context);
  const latency = parts.faults.spec.latencyMs ?? parts.latencyMs;
  if (latency > 0) await delay(latency);
  const fault = parts.faults.next(call.method, call.path);
  const reply = answer(parts, call, route, fault);
  const name = route === undefined ? `${call.method} (unknown path)` : routeName(route);
  const path = call.path + (call.search.size > 0 ? `?${call.search.toString()}` : "");
  parts.calls.record(name, { method: call.method, path, status: reply?.status ?? 0 });
  return reply === undefined ? drop(context) : toResponse(reply, parts.rateLimit.isOff ? unlimited : {});
}

/** @returns undefined when the connection is to be dropped. */
function answer(
  parts: Parts,
  call: Call,
  route: Route | undefined,
  fault: FaultKind | undefined,
): Reply | undefined {
  if (fault === "drop") return undefined;
  if (fault === "429") return refused(call, tooManyRequests());
  if (fault === "500") return refused(call, broken("the service failed before it carried out the call"));
  const reply = carryOut(parts, call, route);
  if (fault === "accepted-then-drop") return undefined;
  if (fault === "accepted-then-failed")
    return refused(call, broken("the service failed after it carried out the call"));
  return reply;
}

/** Handlers do not wait, so everything between here and the journal is one indivisible step. */
function carryOut(parts: Parts, call: Call, route: Route | undefined): Reply {
  const { unchecked } = parts.account;
  unchecked.length = 0;
  try {
    authenticate(call, parts.apiKey);
    parts.rateLimit.admit();
    if (route === undefined) throw notModelled(call);
    const reply = route.handle(call);
    if (unchecked.length === 0) return reply;
    return { ...reply, headers: { ...reply.headers, [uncheckedHeader]: headerText(unchecked) } };
  } catch (error) {
    if (error instanceof Refusal) return refused(call, error);
    return refused(
      call,
      broken(`bug in the sandbox: ${error instanceof Error ? String(error.stack) : String(error)}`),
    );
  } finally {
    parts.journal?.append(parts.account.store.takeChanges());
    if (parts.journal === undefined) parts.account.store.takeChanges();
  }
}

/** Nothing of Harness: what was taken without a check, because the sandbox does not know it. */
const uncheckedHeader = "X-Sandbox-Unchecked";
const longestHeader = 4000;

/** Headers are of ASCII, on one line, and not endless. */
function headerText(notes: readonly string[]): string {
  const text = notes.join("; ").replace(/[^ -~]/g, "?");
  return text.length <= longestHeader ? text : `${text.slice(0, longestHeader)}...`;
}

async function readCall(parts: Parts, context: Context<Env>): Promise<Call> {
  const { req } = context;
  const hasBody = req.method !== "GET" && req.method !== "HEAD";
  return {
    account: parts.account,
    method: req.method,
    path: req.path,
    params: req.param(),
    search: new URL(req.url).searchParams,
    header: (name) => req.header(name),
    body: hasBody ? await req.text() : "",
  };
}

/** Nothing of Harness: it tells a client that paces itself by default that it need not. */
const unlimited = { "X-Sandbox-Rate-Limit": "off" };

function toResponse(reply: Reply, extra: Readonly<Record<string, string>>): Response {
  if (reply.body === undefined) return new Response(null, { status: reply.status, headers: extra });
  const headers = { "Content-Type": "application/json", ...extra, ...reply.headers };
  return new Response(JSON.stringify(reply.body), { status: reply.status, headers });
}

function drop(context: Context<Env>): Response {
  const socket = context.env?.incoming?.socket;
  if (socket === undefined) return new Response(null, { status: 599, statusText: "connection dropped" });
  socket.destroy();
  return new Response(null, { headers: { [alreadySent]: "true" } });
}

/** 501 and not 404: the official client takes a 404 as "removed", and repeats every 5xx but this one. */
function notModelled(call: Call): Refusal {
  return new Refusal(501, "NOT_IMPLEMENTED", `${call.method} ${call.path} is not modelled by the sandbox`);
}

function broken(message: string): Refusal {
  return new Refusal(500, "UNKNOWN_ERROR", message);
}
