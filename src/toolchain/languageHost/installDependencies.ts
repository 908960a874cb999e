import * as fs from "node:fs";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import {
  InstallDependenciesResponse,
  type InstallDependenciesRequest,
} from "@pulumi/pulumi/proto/language_pb";
import { describeEnding } from "./children";
import { failStream } from "./failStream";
import { programOptions } from "./programOptions";
import type { HostContext } from "./hostContext";

/** Installs the program's npm packages (`pulumi install`) and streams what the package manager says. */
export async function installDependencies(
  call: grpc.ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
  context: HostContext,
): Promise<void> {
  const info = call.request.getInfo();
  const directory = info?.getProgramDirectory() ?? call.request.getDirectory();
  // Without a directory the package manager would work on whatever this process happens to run in.
  if (!path.isAbsolute(directory)) {
    return failStream(call, { code: grpc.status.INVALID_ARGUMENT, details: "no program directory is given" });
  }
  const { packageManager } = programOptions(info);
  const args = installArguments(packageManager, directory);
  call.write(new InstallDependenciesResponse().setStdout(bytes(`${packageManager} ${args.join(" ")}\n`)));
  const { child, ended } = context.children.start(packageManager, args, {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk: Buffer) => call.write(new InstallDependenciesResponse().setStdout(chunk)));
  child.stderr?.on("data", (chunk: Buffer) => call.write(new InstallDependenciesResponse().setStderr(chunk)));
  call.on("cancelled", () => child.kill("SIGKILL"));
  const ending = await ended;
  if (ending.kind === "code" && ending.code === 0) return void call.end();
  failStream(call, {
    code: grpc.status.FAILED_PRECONDITION,
    details: `${packageManager} ${args.join(" ")} failed in ${directory}: ${describeEnding(ending)}`,
  });
}

/** `npm ci` where a lock file says what to install, else `install`. */
export function installArguments(packageManager: string, directory: string): string[] {
  const locked = packageManager === "npm" && fs.existsSync(path.join(directory, "package-lock.json"));
  return [locked ? "ci" : "install"];
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}
