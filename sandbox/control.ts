import type { Hono } from "hono";
import { ZodError } from "zod";
import type { Env, Parts } from "./app";
import { readFaultSpec } from "./faults";
import { inspectorPage } from "./inspector/page";
import { inspectorScript } from "./inspector/script";
import { inspectorStyle } from "./inspector/style";
import { takeSnapshot } from "./snapshot";

/** Adds what steers and shows the account itself. No API key: the sandbox listens on the loopback only. */
export function addControl(app: Hono<Env>, parts: Parts, reset: () => void): void {
  const { account, calls, faults } = parts;
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
          .map((issue) => `${issue.path.join(".") || "faults"}: ${issue.message}`)
          .join("; "),
      };
    }
    return { error: "the request body is not valid JSON" };
  }
}
