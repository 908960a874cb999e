import * as grpc from "@grpc/grpc-js";
import { RunPluginResponse, type RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { failStream } from "./failStream";
import { locateSdk } from "./locateSdk";
import { programOptions } from "./programOptions";
import { typeScriptEnvironment } from "./runArguments";
import type { HostContext } from "./hostContext";

type Call = grpc.ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/** Runs a plugin that is a Node.js program: a policy pack (PulumiPolicy.yaml) or a provider (PulumiPlugin.yaml). */
export async function runPlugin(call: Call, context: HostContext): Promise<void> {
  const request = call.request;
  const directory = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const options = programOptions(request.getInfo());
  const isPolicy = request.getKind() === "analyzer";
  const script = locateSdk(`@pulumi/pulumi/cmd/${isPolicy ? "run-policy-pack" : "run-plugin"}`, directory);
  if (script === undefined) {
    return failStream(call, {
      code: grpc.status.FAILED_PRECONDITION,
      details: `@pulumi/pulumi is not installed in ${directory}: run npm install there`,
    });
  }
  // run-policy-pack takes the engine's address before the program, run-plugin hands it on after the program.
  const given = request.getArgsList();
  const args = isPolicy ? [...given, directory] : [directory, ...given];
  const { child, ended } = context.children.start("node", [...options.nodeArgs, script, ...args], {
    cwd: request.getPwd(),
    env: { ...environment(request), ...typeScriptEnvironment(options) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStdout(chunk)));
  child.stderr?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStderr(chunk)));
  // The engine ends a plugin by dropping this call.
  call.on("cancelled", () => child.kill("SIGTERM"));
  const ending = await ended;
  if (ending.kind === "unstarted")
    return failStream(call, {
      code: grpc.status.UNKNOWN,
      details: `node could not be started: ${ending.error.message}`,
    });
  call.write(new RunPluginResponse().setExitcode(ending.kind === "code" ? ending.code : 1));
  call.end();
}

function environment(request: RunPluginRequest): NodeJS.ProcessEnv {
  const pairs = request.getEnvList().map((entry) => {
    const split = entry.indexOf("=");
    return [entry.slice(0, split), entry.slice(split + 1)] as const;
  });
  return Object.fromEntries(pairs);
}
