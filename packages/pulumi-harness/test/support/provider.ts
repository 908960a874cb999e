import { credentials } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Kind } from "../../src/sdk/spec";
import { specs } from "../../src/sdk/spec";
import type { Clock } from "../../src/provider/api/clock";
import { Session } from "../../src/provider/rpc/session";
import { serve } from "../../src/provider/serve";
import { fromStruct, toStruct, type Wire } from "../../src/provider/wire/struct";
import { createSandbox, type Sandbox } from "harness-sandbox";

export const account = "acct";
export const apiKey = "pat.acct.token.KeyThatMustNotLeak";

/** What Create and Read answer. */
export interface Resource {
  readonly id: string;
  readonly state: Wire;
  readonly inputs: Wire;
}

/** A provider over real gRPC, in front of a sandbox account. */
export interface TestProvider {
  readonly sandbox: Sandbox;
  readonly client: ResourceProviderClient;
  check(
    kind: Kind,
    news: Wire,
    olds?: Wire,
  ): Promise<{ inputs: Wire; failures: { property: string; reason: string }[] }>;
  diff(kind: Kind, before: Resource, news: Wire): Promise<messages.DiffResponse>;
  create(kind: Kind, inputs: Wire, preview?: boolean): Promise<Resource>;
  read(kind: Kind, id: string, before?: Partial<Resource>): Promise<Resource>;
  update(kind: Kind, before: Resource, news: Wire, preview?: boolean): Promise<Resource>;
  remove(kind: Kind, before: Resource): Promise<void>;
  /** Runs something and says which calls it made, as `METHOD route` and count. */
  calls<T>(work: () => Promise<T>): Promise<{ result: T; calls: Record<string, number> }>;
  /** Another process of the provider on the same account, with empty caches. */
  again(more?: NodeJS.ProcessEnv): Promise<TestProvider>;
  /** Ends the provider and the others started from it; the account stays. */
  stop(): void;
  /** Ends everything. */
  close(): Promise<void>;
}

/** Time that passes only by sleeping, so that waits cost nothing. */
export function virtualClock(): Clock {
  let now = 1_700_000_000_000;
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
    random: () => 0.5,
  };
}

/** Starts a sandbox account and a provider for it. */
export async function startProvider(env: NodeJS.ProcessEnv = {}): Promise<TestProvider> {
  return attach(await createSandbox({ account, apiKey, port: 0, rateLimit: "off" }), env);
}

async function attach(sandbox: Sandbox, env: NodeJS.ProcessEnv): Promise<TestProvider> {
  const settings = { HARNESS_RATE_LIMIT_PER_MINUTE: "off", ...env };
  const serving = await serve(new Session(settings, virtualClock()), settings);
  const client = new ResourceProviderClient(`127.0.0.1:${serving.port}`, credentials.createInsecure());
  const connection = { accountId: account, endpoint: sandbox.url, platformApiKey: apiKey };
  await unary((done) =>
    client.configure(new messages.ConfigureRequest().setArgs(toStruct(connection)), done),
  );

  const others: TestProvider[] = [];
  const stop = () => {
    for (const other of others) other.stop();
    client.close();
    serving.stop();
  };
  return {
    sandbox,
    client,
    async check(kind, news, olds = {}) {
      const request = new messages.CheckRequest()
        .setUrn(urnOf(kind))
        .setNews(toStruct(news))
        .setOlds(toStruct(olds));
      const response = await unary<messages.CheckResponse>((done) => client.check(request, done));
      return {
        inputs: fromStruct(response.getInputs()),
        failures: response.getFailuresList().map((f) => f.toObject()),
      };
    },
    async diff(kind, before, news) {
      const request = new messages.DiffRequest().setUrn(urnOf(kind)).setId(before.id);
      request.setOlds(toStruct(before.state)).setOldInputs(toStruct(before.inputs)).setNews(toStruct(news));
      return unary<messages.DiffResponse>((done) => client.diff(request, done));
    },
    async create(kind, inputs, preview = false) {
      const request = new messages.CreateRequest()
        .setUrn(urnOf(kind))
        .setProperties(toStruct(inputs))
        .setPreview(preview);
      const response = await unary<messages.CreateResponse>((done) => client.create(request, done));
      return { id: response.getId(), state: fromStruct(response.getProperties()), inputs };
    },
    async read(kind, id, before = {}) {
      const request = new messages.ReadRequest().setUrn(urnOf(kind)).setId(id);
      request.setProperties(toStruct(before.state ?? {})).setInputs(toStruct(before.inputs ?? {}));
      const response = await unary<messages.ReadResponse>((done) => client.read(request, done));
      const [state, inputs] = [fromStruct(response.getProperties()), fromStruct(response.getInputs())];
      return { id: response.getId(), state, inputs };
    },
    async update(kind, before, news, preview = false) {
      const request = new messages.UpdateRequest().setUrn(urnOf(kind)).setId(before.id).setPreview(preview);
      request.setOlds(toStruct(before.state)).setOldInputs(toStruct(before.inputs)).setNews(toStruct(news));
      const response = await unary<messages.UpdateResponse>((done) => client.update(request, done));
      return { id: before.id, state: fromStruct(response.getProperties()), inputs: news };
    },
    async remove(kind, before) {
      const request = new messages.DeleteRequest().setUrn(urnOf(kind)).setId(before.id);
      request.setProperties(toStruct(before.state)).setOldInputs(toStruct(before.inputs));
      await unary<Empty>((done) => client.delete(request, done));
    },
    async calls(work) {
      const before = sandbox.calls().byRoute;
      const result = await work();
      const after = Object.entries(sandbox.calls().byRoute);
      const made = after.map(([route, count]) => [route, count - (before[route] ?? 0)] as const);
      return { result, calls: Object.fromEntries(made.filter(([, count]) => count > 0)) };
    },
    async again(more = {}) {
      const other = await attach(sandbox, { ...env, ...more });
      others.push(other);
      return other;
    },
    stop,
    async close() {
      stop();
      await sandbox.close();
    },
  };
}

/** The URN of the one resource a test needs of a kind. */
export function urnOf(kind: Kind): string {
  return `urn:pulumi:dev::test::pkg:index:Component$${specs[kind].token}::logical-${kind}`;
}

/** Calls a unary RPC; rejects with its ServiceError. */
export function unary<T>(call: (done: (error: Error | null, response?: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error === null ? resolve(response as T) : reject(error)));
  });
}
