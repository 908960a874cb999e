import * as path from "node:path";
import type * as grpc from "@grpc/grpc-js";
import { RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import type { Ending } from "./children";
import { locateSdk } from "./locateSdk";
import { programOptions } from "./programOptions";
import { runArguments, runEnvironment } from "./runArguments";
import type { HostContext } from "./hostContext";

/** Exit code of a program whose error the user has already seen (@pulumi/pulumi/cmd/run/index.js). */
const ALREADY_REPORTED = 32;

const PLAIN_ERRORS = path.join(__dirname, "plainErrors.js");

/** Runs the program to its end. Its output goes to this host's output, which the engine shows as diagnostics. */
export async function run(
  call: grpc.ServerUnaryCall<RunRequest, RunResponse>,
  context: HostContext,
): Promise<RunResponse> {
  const request = call.request;
  const programDirectory = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const script = locateSdk("@pulumi/pulumi/cmd/run", programDirectory);
  if (script === undefined) {
    return new RunResponse().setError(
      `@pulumi/pulumi is not installed in ${programDirectory}: run npm install there`,
    );
  }
  const options = programOptions(request.getInfo());
  const args = [
    "--require",
    PLAIN_ERRORS,
    ...options.nodeArgs,
    script,
    ...runArguments(request, context.engineAddress),
  ];
  const { child, ended } = context.children.start("node", args, {
    cwd: request.getPwd(),
    env: { ...process.env, ...runEnvironment(request, options) },
    stdio: ["ignore", "inherit", "inherit"],
  });
  call.on("cancelled", () => child.kill("SIGKILL"));
  return responseTo(await ended);
}

/** What the engine is told about a program that has ended that way. */
export function responseTo(ending: Ending): RunResponse {
  const response = new RunResponse();
  switch (ending.kind) {
    case "unstarted":
      return response.setError(`node could not be started: ${ending.error.message}`);
    case "signal":
      return response.setError(`the program was ended by ${ending.signal}`);
    case "code":
      if (ending.code === 0) return response;
      if (ending.code === ALREADY_REPORTED) return response.setBail(true);
      return response.setError(`the program ended with exit code ${ending.code}`);
  }
}
