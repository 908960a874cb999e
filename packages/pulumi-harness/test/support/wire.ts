/** The provider in this very process, in front of a sandbox account in it as well: a call costs microseconds. */
import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Kind } from "../../src/sdk/spec";
import type { Clock } from "../../src/provider/api/clock";
import type { HttpAnswer, HttpRequest, Transport } from "../../src/provider/api/transport";
import { service } from "../../src/provider/rpc/service";
import { Session } from "../../src/provider/rpc/session";
import { fromStruct, toStruct, type Wire } from "../../src/provider/wire/struct";
import { createSandboxApp, type SandboxApp } from "harness-sandbox";
import { account, apiKey, type Resource, urnOf, virtualClock } from "./provider";

/** What stands between provider and account: it may carry the request out, and answers what it likes. */
export type Between = (
  request: HttpRequest,
  carryOut: () => Promise<HttpAnswer>,
  clock: SkippingClock,
) => Promise<HttpAnswer>;

/** Virtual time that also passes while somebody waits for an answer. */
export interface SkippingClock extends Clock {
  readonly skip: (ms: number) => void;
}

/** One process of the provider. */
export interface WireProvider {
  create(kind: Kind, inputs: Wire): Promise<Resource>;
  read(kind: Kind, before: Resource): Promise<Resource>;
  update(kind: Kind, before: Resource, news: Wire): Promise<Resource>;
  remove(kind: Kind, before: Resource): Promise<void>;
}

/** An account that lives in this process. */
export function wireAccount(): SandboxApp {
  return createSandboxApp({ account, apiKey, rateLimit: "off" });
}

/** A provider for the account, with empty caches. `between` sees every call. */
export function wireProvider({ app }: SandboxApp, between?: Between): WireProvider {
  const clock = skippingClock();
  const send: Transport = async (request) => {
    const carryOut = () => answerOf(app, request);
    return between === undefined ? carryOut() : between(request, carryOut, clock);
  };
  const session = new Session({ HARNESS_RATE_LIMIT_PER_MINUTE: "off" }, clock, send);
  session.configure({ accountId: account, endpoint: "http://sandbox", platformApiKey: apiKey });
  const offered = service(session, {});
  const call = <Request, Response>(name: string, request: Request): Promise<Response> =>
    new Promise((resolve, reject) => {
      const rpc = offered[name] as unknown as (
        call: ServerUnaryCall<Request, Response>,
        done: sendUnaryData<Response>,
      ) => void;
      rpc({ request } as ServerUnaryCall<Request, Response>, (error, response) =>
        error === null
          ? resolve(response as Response)
          : reject(Object.assign(new Error(error.details), error)),
      );
    });
  return {
    async create(kind, inputs) {
      const request = new messages.CreateRequest().setUrn(urnOf(kind)).setProperties(toStruct(inputs));
      const response = await call<unknown, messages.CreateResponse>("create", request);
      return { id: response.getId(), state: fromStruct(response.getProperties()), inputs };
    },
    async read(kind, { id, state, inputs }) {
      const request = new messages.ReadRequest().setUrn(urnOf(kind)).setId(id);
      request.setProperties(toStruct(state)).setInputs(toStruct(inputs));
      const response = await call<unknown, messages.ReadResponse>("read", request);
      return {
        id: response.getId(),
        state: fromStruct(response.getProperties()),
        inputs: fromStruct(response.getInputs()),
      };
    },
    async update(kind, { id, state, inputs }, news) {
      const request = new messages.UpdateRequest().setUrn(urnOf(kind)).setId(id);
      request.setOlds(toStruct(state)).setOldInputs(toStruct(inputs)).setNews(toStruct(news));
      const response = await call<unknown, messages.UpdateResponse>("update", request);
      return { id, state: fromStruct(response.getProperties()), inputs: news };
    },
    async remove(kind, { id, state, inputs }) {
      const request = new messages.DeleteRequest().setUrn(urnOf(kind)).setId(id);
      request.setProperties(toStruct(state)).setOldInputs(toStruct(inputs));
      await call("delete", request);
    },
  };
}

/** What the engine keeps of a create or update that ended half-way; undefined when it keeps what it had. */
export function halfMade(error: unknown): Resource | undefined {
  const metadata = (error as { metadata?: { get(key: string): unknown[] } }).metadata;
  const packed = metadata?.get("grpc-status-details-bin")[0];
  if (!Buffer.isBuffer(packed)) return undefined;
  const any = Status.deserializeBinary(packed).getDetailsList()[0];
  const detail = ErrorResourceInitFailed.deserializeBinary(any?.getValue_asU8() ?? new Uint8Array());
  return {
    id: detail.getId(),
    state: fromStruct(detail.getProperties()),
    inputs: fromStruct(detail.getInputs()),
  };
}

function skippingClock(): SkippingClock {
  const clock = virtualClock();
  let skipped = 0;
  return {
    ...clock,
    now: () => clock.now() + skipped,
    skip: (ms) => {
      skipped += ms;
    },
  };
}

async function answerOf(app: SandboxApp["app"], request: HttpRequest): Promise<HttpAnswer> {
  const { method, url, headers, body } = request;
  const response = await app.request(url, { method, headers, ...(body === undefined ? {} : { body }) });
  return {
    outcome: { kind: "answer", status: response.status },
    body: await response.text(),
    serverTime: 0,
    hasNext: response.headers.get("link")?.includes('rel="next"'),
    reason: "",
  };
}
