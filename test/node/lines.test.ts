/** Every line of Node.js that `engines` accepts: the commands, the provider and the sandbox run on it and warn of nothing. */
import assert from "node:assert/strict";
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import type { Readable, Writable } from "node:stream";
import { credentials } from "@grpc/grpc-js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { packageRoot } from "../../src/paths/packageRoot";
import { ensureNode, environmentOn, nodeReleases } from "./nodeLines";

const bin = path.join(packageRoot(), "src", "cli", "bin.js");
const plugin = path.join(packageRoot(), "packages", "pulumi-harness", "plugin", "pulumi-resource-harness");
const urn = "urn:pulumi:dev::test::harness:platform/organization:Organization::lines";
const account = "acct";
const apiKey = "pat.acct.token.KeyOfTheLines";

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

for (const release of Object.values(nodeReleases)) {
  describe(`on Node.js ${release}`, function () {
    this.timeout(600_000);
    let world: Machine;
    before(() => (world = new Machine(ensureNode(release, process.env, () => undefined))));
    after(() => world.close());

    it("is that release", async () =>
      assert.equal((await world.run("node", ["-p", "process.versions.node"])).trim(), release));

    it("the catalog is checked and rendered without an engine", async () => {
      assert.match(await world.run("node", [bin, "validate"]), /^catalog is valid: 5 services/);
      const out = path.join(world.folder, "rendered");
      assert.match(await world.run("node", [bin, "render", "--out", out]), /^\d+ files in /);
      assert.match(
        fs.readFileSync(path.join(out, "pipelines/payment_service_cd.yaml"), "utf8"),
        /^pipeline:/m,
      );
    });

    it("the sandbox serves, and the provider makes an object there over gRPC", async () => {
      const key = { HARNESS_PLATFORM_API_KEY: apiKey };
      const words = [bin, "sandbox", "start", "--foreground", "--port", "0", "--account", account];
      const sandbox = world.start("node", words, key);
      const { url } = JSON.parse(await firstLine(sandbox)) as { url: string };
      const provider = world.start(plugin, ["127.0.0.1:1"], { HARNESS_RATE_LIMIT_PER_MINUTE: "off" });
      const port = (await firstLine(provider)).trim();
      const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
      const connection = Struct.fromJavaScript({ accountId: account, endpoint: url, platformApiKey: apiKey });
      await unary<messages.ConfigureResponse>((done) =>
        client.configure(new messages.ConfigureRequest().setArgs(connection), done),
      );
      const create = new messages.CreateRequest().setUrn(urn);
      create.setProperties(Struct.fromJavaScript({ identifier: "lines", name: "Lines" }));
      const made = await unary<messages.CreateResponse>((done) => client.create(create, done));
      assert.equal(made.getProperties()?.toJavaScript()["identifier"], "lines");
      const remove = new messages.DeleteRequest().setUrn(urn).setId(made.getId());
      remove.setProperties(made.getProperties());
      await unary<Empty>((done) => client.delete(remove, done));
      client.close();
      provider.stdin.end();
      await world.ended(provider);
      sandbox.kill("SIGTERM");
      await world.ended(sandbox);
    });

    it("GitHub's client, a package of ES modules, reads an answer", async () => {
      const server = createServer((_, response) => {
        response.setHeader("content-type", "application/json; charset=utf-8");
        response.end(JSON.stringify({ total_count: 0, artifacts: [] }));
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      const env = {
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        GITHUB_REPOSITORY: "company/delivery",
        GITHUB_TOKEN: "token-of-the-lines",
      };
      assert.equal(await world.run("node", [bin, "find-record", "--stack", "dev"], env), "");
      server.close();
    });
  });
}

/** A machine with one release of Node.js first on PATH, and a cache and state of its own. */
class Machine {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "node-line-"));
  private readonly said = new Map<Child, () => string>();

  /** @param node its program */
  constructor(private readonly node: string) {}

  start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
    const child = spawn(command, args, {
      cwd: packageRoot(),
      stdio: "pipe",
      env: {
        ...environmentOn(this.node, process.env),
        HARNESS_CATALOG_CACHE: path.join(this.folder, "cache"),
        HARNESS_CATALOG_STATE: path.join(this.folder, "state"),
        ...env,
      },
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (part: string) => (stderr += part));
    this.said.set(child, () => stderr);
    return child;
  }

  /** Waits for a good end without a warning of Node.js on standard error: nothing deprecated, nothing experimental. */
  async ended(child: Child): Promise<void> {
    const [code] = (await once(child, "close")) as [number | null];
    const stderr = this.said.get(child)?.() ?? "";
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /^\(node:\d+\)/m);
  }

  async run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const child = this.start(command, args, env);
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (stdout += part));
    await this.ended(child);
    return stdout;
  }

  close(): void {
    for (const child of this.said.keys()) child.kill("SIGKILL");
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

async function firstLine(child: Child): Promise<string> {
  const [text] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  return text;
}

/** Calls a unary RPC; rejects with its ServiceError. */
function unary<T>(call: (done: (error: Error | null, response?: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error === null ? resolve(response as T) : reject(error)));
  });
}
