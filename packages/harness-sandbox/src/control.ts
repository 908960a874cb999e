import type { Hono } from "hono";
import { ZodError } from "zod";
import { issueWords } from "@harness-catalog/problems/issueWords";
import type { Env, Parts } from "./app";
import { refusalOf } from "./controlGuard";
import { readFaultSpec } from "./faults";
import { inspectorPage } from "./inspector/page";
import { inspectorScript } from "./inspector/script";
import { inspectorStyle } from "./inspector/style";
import { takeSnapshot } from "./snapshot";

/** Pages that a link or the address bar may lead to; all else is read by the inspector's script and by programs. */
const pages = new Set(["/", "/_sandbox"]);

/** The inspector loads nothing but its own script and style, and stands in no frame of another page. */
const pageHeaders = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/**
 * Adds what steers and shows the account itself. No API key: the sandbox listens on the loopback only, and what a page of
 * somebody else asks for is refused with 403.
 */
export function addControl(app: Hono<Env>, parts: Parts, reset: () => void): void {
  const { account, calls, faults } = parts;
  for (const path of ["/", "/_sandbox", "/_sandbox/*"]) {
    app.use(path, async (c, next) => {
      // Without a port there is no header: the app is called in its own process.
      const inProcess = c.env?.incoming === undefined ? new URL(c.req.url).host : undefined;
      const caller = {
        host: inProcess ?? c.req.header("host"),
        origin: c.req.header("origin"),
        site: c.req.header("sec-fetch-site"),
      };
      const refusal = refusalOf(caller, pages.has(c.req.path));
      if (refusal !== undefined) return c.json({ error: refusal }, 403);
      await next();
      for (const [name, value] of Object.entries(pageHeaders)) c.header(name, value);
      return undefined;
    });
  }
  app.get("/", (c) => c.html(inspectorPage(account.id)));
  app.get("/_sandbox", (c) => c.html(inspectorPage(account.id)));
  app.get("/_sandbox/inspector.js", (c) =>
    c.body(inspectorScript, 200, { "Content-Type": "text/javascript" }),
  );
  app.get("/_sandbox/inspector.css", (c) => c.body(inspectorStyle, 200, { "Content-Type": "text/css" }));
  app.get("/_sandbox/snapshot", (c) => c.json(takeSnapshot(account.store)));
  app.post("/_sandbox/reset", (c) => {
    reset();
    return c.json({ reset: true });
  });
  app.get("/_sandbox/calls", (c) => c.json(calls.counts()));
  app.post("/_sandbox/calls/reset", (c) => {
    calls.reset();
    return c.json(calls.counts());
  });
  app.get("/_sandbox/recent", (c) => c.json(calls.recent()));
  app.get("/_sandbox/faults", (c) => c.json(faults.spec));
  app.post("/_sandbox/faults", async (c) => {
    const parsed = parseSpec(await c.req.text());
    if ("error" in parsed) return c.json(parsed, 400);
    faults.set(parsed.spec);
    return c.json(parsed.spec);
  });
}

function parseSpec(body: string): { spec: ReturnType<typeof readFaultSpec> } | { error: string } {
  try {
    return { spec: readFaultSpec(JSON.parse(body)) };
  } catch (error) {
    if (error instanceof ZodError) {
      return {
        error: error.issues
          .map((issue) => `${issue.path.join(".") || "faults"}: ${issueWords(issue)}`)
          .join("; "),
      };
    }
    return { error: "the request body is not valid JSON" };
  }
}
