import * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as facts from "./facts";
import { failStream } from "./failStream";
import type { HostContext } from "./hostContext";
import { installDependencies } from "./installDependencies";
import { run } from "./run";
import { runPlugin } from "./runPlugin";

type Implementation = Partial<language.ILanguageRuntimeServer>;

/**
 * The LanguageRuntime service for Node.js programs: what preview, up, refresh, destroy, import without code
 * generation, about, install and plugins written in Node.js ask for. Every other call (code generation, packing and
 * linking of SDKs) answers UNIMPLEMENTED with its name; a full Pulumi distribution brings those.
 */
export function languageHost(context: HostContext): {
  definition: grpc.ServiceDefinition;
  implementation: grpc.UntypedServiceImplementation;
} {
  const offered: Implementation = {
    handshake: unary(facts.handshake),
    getPluginInfo: unary(facts.getPluginInfo),
    getRequiredPackages: unary(facts.getRequiredPackages),
    getRequiredPlugins: unary(facts.getRequiredPlugins),
    getProgramDependencies: unary(facts.getProgramDependencies),
    about: unary(facts.about),
    runtimeOptionsPrompts: unary(facts.runtimeOptionsPrompts),
    run: (call, callback) => answer(run(call, context), callback),
    runPlugin: (call) => void runPlugin(call, context),
    installDependencies: (call) => void installDependencies(call, context),
    cancel: (_call, callback) => {
      context.children.killAll();
      callback(null, new Empty());
    },
  };
  const definition: grpc.ServiceDefinition = language.LanguageRuntimeService;
  return { definition, implementation: withUnimplemented(definition, offered) };
}

/** Serves a plain function of the request. */
function unary<Request, Response>(
  respond: (request: Request) => Response,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => answer(Promise.resolve(call.request).then(respond), callback);
}

function answer<Response>(response: Promise<Response>, callback: grpc.sendUnaryData<Response>): void {
  response.then(
    (value) => callback(null, value),
    (error: Error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
  );
}

function withUnimplemented(
  definition: grpc.ServiceDefinition,
  offered: Implementation,
): grpc.UntypedServiceImplementation {
  const all: grpc.UntypedServiceImplementation = {};
  for (const [name, { responseStream }] of Object.entries(definition)) {
    const details = `${name} is not part of this Node.js language host; the full Pulumi distribution has it`;
    const error = { code: grpc.status.UNIMPLEMENTED, details };
    const unary: grpc.handleUnaryCall<unknown, unknown> = (_call, callback) => callback(error);
    const stream: grpc.handleServerStreamingCall<unknown, unknown> = (call) => failStream(call, error);
    all[name] = offered[name] ?? (responseStream ? stream : unary);
  }
  return all;
}
