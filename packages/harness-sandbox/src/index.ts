import { serve, type ServerType } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { problem } from "@harness-catalog/problems";
import { seed, type Account } from "./account";
import { createApp, type Parts } from "./app";
import { CallLog, type CallCounts } from "./calls";
import { addControl } from "./control";
import { Faults, type FaultSpec } from "./faults";
import { Journal } from "./persistence";
import { defaultRateLimit, RateLimit } from "./rateLimit";
import { takeSnapshot, type Snapshot } from "./snapshot";
import { Store } from "./store";

export type { CallCounts, RecentCall } from "./calls";
export type { FaultKind, FaultRule, FaultSpec } from "./faults";
export type { Snapshot } from "./snapshot";

/** How to start a local Harness account. */
export interface SandboxOptions {
  /** Harness account identifier. */
  readonly account: string;
  /** The one API key the account knows. */
  readonly apiKey: string;
  /** Port on 127.0.0.1; 0 (the default) takes any free one. */
  readonly port?: number;
  /** File the account lives in; without it the account ends with the process. */
  readonly stateFile?: string;
  /** Calls a minute and key, 400 by default. */
  readonly rateLimit?: number | "off";
  /** Milliseconds every call takes longer. */
  readonly latencyMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Called when a call has been carried out, before it is answered: for tests that act at that very moment. */
  readonly onCall?: () => void;
  /** Refuse identifiers of deleted objects, as one of two contradicting sources has it. Off by default. */
  readonly retainDeletedIds?: boolean;
}

/** A running account. */
export interface Sandbox {
  /** What `HARNESS_ENDPOINT` takes. */
  readonly url: string;
  readonly account: string;
  readonly port: number;
  /** All objects, in a stable order. */
  snapshot(): Snapshot;
  /** Back to a new account: objects, faults, counters and rate limit. */
  reset(): void;
  /** Replaces the injected faults. */
  faults(spec: FaultSpec): void;
  /** Calls since the start or the last reset. */
  calls(): CallCounts;
  close(): Promise<void>;
}

/** An account without a port: `app.request(path, init)` calls it in-process. */
export interface SandboxApp extends Pick<Sandbox, "snapshot" | "reset" | "faults" | "calls"> {
  readonly app: ReturnType<typeof createApp>;
  /** Ends the state file, if there is one. */
  readonly end: () => void;
}

/** Builds the account and its HTTP app. @throws CatalogError when the state file cannot be used. */
export function createSandboxApp(options: SandboxOptions): SandboxApp {
  const parts = assemble(options);
  const { account, journal } = parts;
  const reset = () => {
    account.store.clear();
    seed(account);
    journal?.append(account.store.takeChanges());
    parts.faults.set({});
    parts.calls.reset();
    parts.rateLimit.reset();
  };
  const app = createApp(parts);
  addControl(app, parts, reset);
  return {
    app,
    snapshot: () => takeSnapshot(account.store),
    reset,
    faults: (spec) => parts.faults.set(spec),
    calls: () => parts.calls.counts(),
    end: () => journal?.close(),
  };
}

/** Starts the account on 127.0.0.1. @throws CatalogError CMD006 when the state file or the port cannot be used. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { app, end, ...handle } = createSandboxApp(options);
  const server = await listen((request, env) => app.fetch(request, env), options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    ...handle,
    url: `http://127.0.0.1:${port}`,
    account: options.account,
    port,
    close: () => stop(server).then(end),
  };
}

function assemble(options: SandboxOptions): Parts {
  const now = options.now ?? Date.now;
  const store = new Store();
  const account: Account = {
    id: options.account,
    store,
    now,
    retainDeletedIds: options.retainDeletedIds ?? false,
    unchecked: [],
  };
  const { stateFile } = options;
  const journal = stateFile === undefined ? undefined : Journal.open(stateFile, options.account, store);
  if (store.all().next().done === true) seed(account);
  journal?.append(store.takeChanges());
  return {
    account,
    apiKey: options.apiKey,
    rateLimit: new RateLimit(options.rateLimit ?? defaultRateLimit, now),
    faults: new Faults(),
    calls: new CallLog(options.onCall),
    latencyMs: options.latencyMs ?? 0,
    ...(journal === undefined ? {} : { journal }),
  };
}

function listen(fetch: Parameters<typeof serve>[0]["fetch"], port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: "127.0.0.1" }, () => resolve(server));
    server.once("error", (error: Error) => {
      const what = `the sandbox cannot listen on 127.0.0.1:${port}: ${error.message}`;
      reject(problem("CMD006", what, "choose another port, or 0 for any free one"));
    });
  });
}

/** Ends open connections too: clients keep theirs alive and would hold the process. */
function stop(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
