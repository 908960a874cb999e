import {
  type sendUnaryData,
  type ServerUnaryCall,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import * as services from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Resource, resources } from "../registry";
import { packageSchema, packageVersion } from "../schema";
import { secretTexts } from "../wire/secrets";
import { fromStruct, plain } from "../wire/struct";
import { checkConfig, configure, diffConfig, handshake } from "./configure";
import { serviceError, type Subject } from "./failure";
import { create, read, remove, update } from "./lifecycle";
import type { Session } from "./session";
import { checkInputs, diffInputs } from "./validate";

/** A request about one resource. */
interface Urned {
  getUrn(): string;
}

/** The ResourceProvider service. RPCs that are not offered answer UNIMPLEMENTED by name. */
export function service(
  session: Session,
  env: NodeJS.ProcessEnv = process.env,
): UntypedServiceImplementation {
  const offered: UntypedServiceImplementation = {
    handshake: unary(session, () => handshake()),
    checkConfig: unary(session, (request: messages.CheckRequest) => checkConfig(request, env)),
    diffConfig: unary(session, (request: messages.DiffRequest) => diffConfig(request, session)),
    configure: unary(session, (request: messages.ConfigureRequest) => configure(request, session)),
    getSchema: unary(session, () =>
      new messages.GetSchemaResponse().setSchema(JSON.stringify(packageSchema())),
    ),
    getPluginInfo: unary(session, () => new PluginInfo().setVersion(packageVersion)),
    check: unary(session, (request: messages.CheckRequest) => {
      const response = checkInputs(request, resourceOf(request));
      session.desire(resourceOf(request).spec, plain(fromStruct(response.getInputs())));
      return response;
    }),
    diff: unary(session, (request: messages.DiffRequest) => diffInputs(request, resourceOf(request))),
    create: unary(session, (request: messages.CreateRequest) =>
      create(request, resourceOf(request), session),
    ),
    read: unary(session, (request: messages.ReadRequest) => read(request, resourceOf(request), session)),
    update: unary(session, (request: messages.UpdateRequest) =>
      update(request, resourceOf(request), session),
    ),
    delete: unary(session, (request: messages.DeleteRequest) =>
      remove(request, resourceOf(request), session),
    ),
    cancel: unary(session, () => {
      session.cancel();
      return new Empty();
    }),
  };
  const all = Object.keys(services.ResourceProviderService).map((name) => [
    name,
    offered[name] ?? notOffered(name),
  ]);
  return Object.fromEntries(all) as UntypedServiceImplementation;
}

/** One try/catch for all RPCs. Secrets of the request and the API key never reach an error's text. */
function unary<Request extends object, Response>(
  session: Session,
  handle: (request: Request) => Promise<Response> | Response,
) {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => {
          const secrets = [...session.secrets, ...secretsIn(call.request)];
          callback(serviceError(error, subjectOf(call.request), secrets));
        },
      );
  };
}

function notOffered(name: string) {
  const error = { code: status.UNIMPLEMENTED, details: `${name} is not offered by the Harness provider` };
  return (
    call: { emit?: (event: "error", error: object) => void },
    callback?: (error: object) => void,
  ): void => {
    if (callback !== undefined) callback(error);
    else call.emit?.("error", error);
  };
}

function resourceOf(request: Urned): Resource {
  const token = tokenOf(request.getUrn());
  const resource = resources.get(token);
  if (resource === undefined) {
    throw new Error(`unknown resource type "${token}"; known are ${[...resources.keys()].join(", ")}`);
  }
  return resource;
}

/** The last type of `urn:pulumi:stack::project::parent$type::name`. */
function tokenOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** `urn:pulumi:stack::project::parent$package:module/kind:Kind::name`, in the words of people and of the command line. */
function subjectOf(request: object): Subject {
  if (!("getUrn" in request)) return { name: "Harness provider" };
  const urn = (request as Urned).getUrn();
  const [type, name = ""] = [tokenOf(urn), urn.split("::").at(-1)];
  const stack = urn.split("::")[0]?.split(":").at(-1) ?? "";
  const kind = type.split("/").at(-1)?.split(":")[0] ?? "";
  return { name: `${type.split(":").at(-1)} "${name}"`, resource: { stack, key: `${kind}/${name}` } };
}

function secretsIn(request: object): string[] {
  const getters = ["getProperties", "getInputs", "getNews", "getOlds", "getOldInputs", "getArgs"];
  return getters.flatMap((getter) => {
    const get = (request as Record<string, unknown>)[getter];
    return typeof get === "function" ? secretTexts(fromStruct(get.call(request) as Struct | undefined)) : [];
  });
}
