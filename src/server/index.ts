/** The REST way into the catalog (R-222 … R-236): proposals by HTTP. It never calls Harness. */
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { serve, type ServerType } from "@hono/node-server";
import { z } from "zod";
import { problem } from "@harness-catalog/problems";
import type { ProposalPlace } from "../proposals/place";
import { CatalogAccess } from "./access";
import { createApp } from "./app";
import { AuditLog } from "./audit";
import { DurableMap } from "./durableMap";
import { keptAnswer, keptProposal, type Parts } from "./parts";
import { RateLimit } from "./rateLimit";
import { lockState } from "./stateLock";
import type { Caller } from "./tokens";

export { followTokens } from "./tokenFile";
export { parseTokens, type Caller } from "./tokens";

const day = 86_400_000;

/** How to start the server. */
export interface ServerOptions {
  readonly place: ProposalPlace;
  /** Those that count now; asked with every request. */
  readonly tokens: () => readonly Caller[];
  /** Folder for the audit log and what must survive a restart. */
  readonly stateDir: string;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** 0 (the default) takes any free one. */
  readonly port?: number;
  /** Requests a minute and token; 120 by default. */
  readonly requestsPerMinute?: number;
  /** Seconds that a catalog is used before the repository is asked again; 30 by default. */
  readonly refreshSeconds?: number;
  readonly webhook?: Parts["webhook"];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly onBug?: Parts["onBug"];
}

/** A running server. */
export interface Server {
  readonly url: string;
  /** Takes no more requests, lets those under way end, then closes. */
  close(): Promise<void>;
}

/** The app of a server without a port. */
export interface ServerApp {
  readonly app: ReturnType<typeof createApp>;
  /** From now on requests are refused with 503. */
  readonly refuse: () => void;
  /** Waits for what is under way and closes the files. */
  readonly end: () => Promise<void>;
}

/** @throws CatalogError SRV019 when another server uses the state folder */
export function createServerApp(options: ServerOptions): ServerApp {
  const { stateDir, now = Date.now } = options;
  const unlock = lockState(stateDir);
  const file = (name: string) => join(stateDir, name);
  let closing = false;
  const parts: Parts = {
    access: new CatalogAccess(options.place, now, (options.refreshSeconds ?? 30) * 1000),
    tokens: options.tokens,
    audit: new AuditLog(file("audit.jsonl"), now),
    answers: new DurableMap(file("answers.jsonl"), keptAnswer, now, day),
    proposals: new DurableMap(file("proposals.jsonl"), keptProposal, now, 365 * day),
    deliveries: new DurableMap(file("deliveries.jsonl"), z.literal(true), now, 30 * day),
    rateLimit: new RateLimit(options.requestsPerMinute ?? 120, now),
    webhook: options.webhook,
    now,
    onBug: options.onBug ?? (() => undefined),
    closing: () => closing,
  };
  return {
    app: createApp(parts),
    refuse: () => (closing = true),
    end: async () => {
      await parts.access.idle();
      for (const part of [parts.audit, parts.answers, parts.proposals, parts.deliveries]) part.close();
      unlock();
    },
  };
}

/** Starts the server. @throws CatalogError SRV018 when it cannot listen there, SRV019 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { app, refuse, end } = createServerApp(options);
  const host = options.host ?? "127.0.0.1";
  try {
    const server = await listen(app.fetch, host, options.port ?? 0);
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
      close: async () => {
        refuse();
        await stop(server);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function listen(
  fetch: Parameters<typeof serve>[0]["fetch"],
  host: string,
  port: number,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server));
    server.once("error", (error: Error) => {
      const what = `the server cannot listen on ${host}:${port}: ${error.message}`;
      reject(problem("SRV018", what, "choose another port with --port, or 0 for any free one"));
    });
  });
}

/** Ends when the last answer is sent; connections without a request are closed at once. */
function stop(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    if ("closeIdleConnections" in server) server.closeIdleConnections();
  });
}
