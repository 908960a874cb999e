/**
 * Idempotency keys: the same request under the same key gets the first answer, for as long as answers are kept. Only
 * what was carried out is kept; a refusal did nothing, so it is judged anew.
 */
import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import type { Env, Parts } from "./parts";
import { callerOf } from "./parts";
import { refusal } from "./refusal";

const keptHeaders = ["Content-Type", "Location"];

export function idempotency({ answers }: Parts): MiddlewareHandler<Env> {
  const running = new Set<string>();
  return async (c, next) => {
    const given = c.req.header("Idempotency-Key");
    if (given === undefined || c.req.method === "GET" || c.req.query("dryRun") === "true") return next();
    const key = `${callerOf(c).name} ${given}`;
    const fingerprint = await fingerprintOf(c);
    const kept = answers.get(key);
    if (kept !== undefined) {
      if (kept.fingerprint !== fingerprint)
        throw refusal(
          "SRV008",
          "the idempotency key was used for another request",
          "send a new key with a new request",
        );
      c.set("outcome", { outcome: "replayed" });
      return new Response(kept.body, {
        status: kept.status,
        headers: { ...kept.headers, "Idempotency-Replayed": "true" },
      });
    }
    if (running.has(key))
      throw refusal(
        "SRV013",
        "a request with this idempotency key is still running",
        "wait, then send it again",
        {
          "Retry-After": "1",
        },
      );
    running.add(key);
    try {
      await next();
      if (c.res.status >= 300) return;
      const headers = keptHeaders.flatMap((name) => {
        const value = c.res.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      const body = await c.res.clone().text();
      answers.set(key, { fingerprint, status: c.res.status, headers: Object.fromEntries(headers), body });
    } finally {
      running.delete(key);
    }
  };
}

async function fingerprintOf(c: Context<Env>): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const parts = [c.req.method, pathname + search, c.req.header("If-Match") ?? "", await c.req.text()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
