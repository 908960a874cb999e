import assert from "node:assert/strict";
import { once } from "node:events";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { version } from "@pulumi/pulumi/version";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { packageRoot } from "../../../src/paths/packageRoot";
import { makeWorld, type World } from "../world";

type Done<Response> = (error: grpc.ServiceError | null, response: Response) => void;

describe("src/toolchain/languageHost, the process", () => {
  let world: World;
  let host: ChildProcess;
  let client: LanguageRuntimeClient;

  beforeEach(async () => {
    world = makeWorld();
    const script = path.join(packageRoot(), "dist/src/toolchain/languageHost/main.js");
    const env = world.env;
    // Whatever a call makes the host run, it is this and it runs in the world.
    world.script("bin/npm", 'echo "npm got $*"; echo careful >&2; exit 4');
    world.script("bin/node", "exit 0");
    host = spawn(process.execPath, [script, "127.0.0.1:1"], {
      cwd: world.folder,
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = (await once(host.stdout!, "data")) as [Buffer];
    assert.match(line.toString(), /^\d+\n$/);
    client = new LanguageRuntimeClient(
      `127.0.0.1:${line.toString().trim()}`,
      grpc.credentials.createInsecure(),
    );
  });
  afterEach(() => {
    client.close();
    host.kill("SIGKILL");
    world.remove();
  });

  const info = () => new language.ProgramInfo().setProgramDirectory(world.folder);

  it("tells its version and Node's", async () => {
    const plugin = await answer<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
    assert.equal(plugin.getVersion(), version);
    const about = await answer<language.AboutResponse>((done) =>
      client.about(new language.AboutRequest(), done),
    );
    assert.equal(about.getVersion(), process.version);
  });

  it("answers UNIMPLEMENTED by name for every call it does not offer, and for no other", async () => {
    const missing: string[] = [];
    for (const name of Object.keys(LanguageRuntimeService)) {
      const error = await statusOf(client, name);
      if (error?.code !== grpc.status.UNIMPLEMENTED) continue;
      assert.match(error.details, new RegExp(`^${name} is not part of this Node.js language host`));
      missing.push(name);
    }
    const codeGeneration = ["generateProgram", "generateProject", "generatePackage"];
    assert.deepEqual(missing.sort(), ["template", ...codeGeneration, "pack", "link"].sort());
  });

  it("says where @pulumi/pulumi is missing", async () => {
    const request = new language.RunRequest().setInfo(info()).setPwd(world.folder);
    const response = await answer<language.RunResponse>((done) => client.run(request, done));
    assert.equal(
      response.getError(),
      `@pulumi/pulumi is not installed in ${world.folder}: run npm install there`,
    );
  });

  it("Cancel ends a running program", async () => {
    const { response, ended } = await startEndlessProgram();
    await answer<Empty>((done) => client.cancel(new Empty(), done));
    assert.equal((await response).getError(), "the program was ended by SIGKILL");
    await ended;
  });

  it("streams what the package manager says, and why it failed", async () => {
    const stream = client.installDependencies(new language.InstallDependenciesRequest().setInfo(info()));
    const { output, status } = await drain(stream);
    assert.equal(output, "npm install\nnpm got install\ncareful\n");
    assert.equal(status?.code, grpc.status.FAILED_PRECONDITION);
    assert.equal(status?.details, `npm install failed in ${world.folder}: exit code 4`);
  });

  it("ends, and its programs with it, when the engine is gone", async () => {
    const { ended } = await startEndlessProgram();
    host.stdin!.end();
    const [code] = (await once(host, "close")) as [number];
    assert.equal(code, 0);
    await ended;
  });

  /**
   * Starts a "program" (a fake node) that never ends; resolves once it runs. `ended` resolves when it is gone: it holds
   * the write end of a pipe that the test reads.
   */
  async function startEndlessProgram(): Promise<{
    response: Promise<language.RunResponse>;
    ended: Promise<unknown>;
  }> {
    const pipe = path.join(world.folder, "alive");
    execFileSync("mkfifo", [pipe]);
    world.script("bin/node", `exec 3> ${pipe}; echo > ${world.folder}/ready; exec tail -f /dev/null`);
    const sdk = path.join(world.folder, "node_modules/@pulumi/pulumi/cmd/run");
    fs.mkdirSync(sdk, { recursive: true });
    fs.writeFileSync(path.join(sdk, "index.js"), "");
    const ready = waitForFile(world.folder, "ready");
    const ended = fs.promises.readFile(pipe);
    const request = new language.RunRequest().setInfo(info()).setPwd(world.folder);
    const response = answer<language.RunResponse>((done) => client.run(request, done));
    response.catch(() => undefined);
    await ready;
    return { response, ended };
  }
});

/** The response to a unary call; rejects with its status. */
function answer<Response>(call: (done: Done<Response>) => void): Promise<Response> {
  return new Promise((resolve, reject) =>
    call((error, response) => (error === null ? resolve(response) : reject(error))),
  );
}

/** Resolves when the file appears in the folder. */
function waitForFile(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = fs.watch(folder, (_event, changed) => {
      if (changed !== name) return;
      watcher.close();
      resolve();
    });
  });
}

interface Drained {
  readonly output: string;
  readonly status: { readonly code: grpc.status; readonly details: string } | undefined;
}

function drain(stream: grpc.ClientReadableStream<language.InstallDependenciesResponse>): Promise<Drained> {
  let output = "";
  stream.on("data", (message: language.InstallDependenciesResponse) => {
    output +=
      Buffer.from(message.getStdout_asU8()).toString() + Buffer.from(message.getStderr_asU8()).toString();
  });
  return new Promise((resolve) => {
    stream.on("error", (error: grpc.ServiceError) => resolve({ output, status: error }));
    stream.on("end", () => resolve({ output, status: undefined }));
  });
}

/** Calls any method with an empty request and resolves with its error, if it has one. */
function statusOf(client: LanguageRuntimeClient, name: string): Promise<grpc.ServiceError | undefined> {
  const method = LanguageRuntimeService[name]!;
  const Request = method.requestDeserialize(Buffer.alloc(0)) as object;
  return new Promise((resolve) => {
    if (method.responseStream) {
      const stream = client.makeServerStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        Request,
      );
      stream.on("error", (error: grpc.ServiceError) => resolve(error));
      stream.on("data", () => undefined);
      stream.on("end", () => resolve(undefined));
      return;
    }
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      Request,
      (error) => resolve(error ?? undefined),
    );
  });
}
