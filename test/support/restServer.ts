/** The REST server over a real Git remote, called without a port. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createServerApp, type Caller, type ServerApp, type ServerOptions } from "../../src/server";
import { createRemote, type Remote } from "./remote";

/** Tokens by the name of their caller. */
export const secrets = {
  reader: "reader-token-0123456789",
  payments: "payments-token-0123456789",
  platform: "platform-token-0123456789",
  everyone: "everyone-token-0123456789",
} as const;

const sha256 = (name: keyof typeof secrets) => createHash("sha256").update(secrets[name]).digest("hex");

export const callers: readonly Caller[] = [
  { name: "reader", role: "reader", sha256: sha256("reader") },
  { name: "payments", role: "proposer", sha256: sha256("payments"), teams: ["payments"] },
  { name: "platform", role: "proposer", sha256: sha256("platform"), teams: ["platform"] },
  { name: "everyone", role: "proposer", sha256: sha256("everyone"), teams: "all" },
];

/** An answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { errors?: Record<string, unknown>[] };
}

export interface RestServer {
  readonly remote: Remote;
  readonly server: ServerApp;
  /** Milliseconds since 1970; the test may move it. */
  readonly clock: { now: number };
  readonly stateDir: string;
  /** Sends a request as a caller; a body that is no string becomes JSON. */
  call(
    method: string,
    path: string,
    options?: { as?: keyof typeof secrets | undefined; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Lines of the audit log without instants and request numbers. */
  audit(): Record<string, unknown>[];
  /** Bugs the server met. */
  readonly bugs: unknown[];
  /** Another server over the same state, after the first has ended. */
  restart(options?: Partial<ServerOptions>): Promise<RestServer>;
  close(): Promise<void>;
}

export function restServer(
  options: Partial<ServerOptions> = {},
  given?: Pick<RestServer, "remote" | "clock">,
): RestServer {
  const remote = given?.remote ?? createRemote();
  const clock = given?.clock ?? { now: Date.UTC(2026, 0, 5, 10) };
  const stateDir = join(remote.dir, "state");
  const bugs: unknown[] = [];
  const server = createServerApp({
    place: remote.place(),
    tokens: () => callers,
    stateDir,
    now: () => clock.now,
    requestsPerMinute: 1000,
    refreshSeconds: 0,
    onBug: (_, error) => bugs.push(error),
    ...options,
  });
  return {
    remote,
    server,
    clock,
    stateDir,
    bugs,
    call: async (method, path, { as = "everyone", body, headers = {} } = {}) => {
      const isText = typeof body === "string" || body === undefined;
      const answer = await server.app.request(path, {
        method,
        headers: {
          Authorization: `Bearer ${secrets[as]}`,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      return {
        status: answer.status,
        headers: answer.headers,
        body: (text.startsWith("{") ? JSON.parse(text) : { text }) as Answer["body"],
      };
    },
    audit: () =>
      readFileSync(join(stateDir, "audit.jsonl"), "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => {
          const { at: _at, requestId: _id, ...rest } = JSON.parse(line) as Record<string, unknown>;
          return rest;
        }),
    restart: async (more = {}) => {
      await server.end();
      return restServer({ ...options, ...more }, { remote, clock });
    },
    close: async () => {
      await server.end();
      remote.close();
    },
  };
}
