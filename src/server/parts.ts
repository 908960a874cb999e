/** What the routes share. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import type { CatalogAccess } from "./access";
import type { AuditEntry, AuditLog } from "./audit";
import type { DurableMap } from "./durableMap";
import type { Pointer } from "./problemDocument";
import type { RateLimit } from "./rateLimit";
import { proposalRef } from "./schemas";
import type { Caller } from "./tokens";

/** An answer that is kept for an idempotency key. */
export const keptAnswer = z.object({
  /** SHA-256 of method, path, query, If-Match and body. */
  fingerprint: z.string(),
  status: z.number().int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** What is recorded of a proposal, by its branch. */
export const keptProposal = proposalRef;

/** What the server is made of; nothing here knows HTTP. */
export interface Parts {
  readonly access: CatalogAccess;
  /** Those that count now. */
  readonly tokens: () => readonly Caller[];
  readonly audit: AuditLog;
  readonly answers: DurableMap<z.infer<typeof keptAnswer>>;
  readonly proposals: DurableMap<z.infer<typeof keptProposal>>;
  readonly deliveries: DurableMap<true>;
  readonly rateLimit: RateLimit;
  /** undefined: webhooks of GitHub are not taken. */
  readonly webhook: { readonly secret: string; readonly repository: string | undefined } | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of every bug, with the request's number. */
  readonly onBug: (requestId: string, error: unknown) => void;
  /** True once the server takes no more requests. */
  readonly closing: () => boolean;
}

/** What middleware leaves for handlers. */
export interface Env {
  Variables: {
    readonly requestId: string;
    /** undefined outside of /api. */
    readonly caller: Caller | undefined;
    /** From a value of a change to its place in the body. */
    pointer: Pointer | undefined;
    /** For the audit log: the services of a write, and what became of it. */
    services: readonly string[] | undefined;
    outcome: Partial<AuditEntry> | undefined;
  };
}

export type App = OpenAPIHono<Env>;

/** The caller of a request to /api, which has passed authentication. */
export function callerOf(c: Context<Env>): Caller {
  const caller = c.get("caller");
  if (caller === undefined) throw new Error("the operation is not behind authentication");
  return caller;
}
