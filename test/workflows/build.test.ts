/** The last step of a service's build: what it sends starts the service's pipeline, once. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";
import { read, type Workflow } from "./files";

const token = "pat.account.key.secret-of-the-webhook";

describe("the build of a service", () => {
  let server: Server;
  let dir = "";
  let status = 200;
  let requests: { headers: IncomingHttpHeaders; body: string }[] = [];

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-build-"));
    server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      request.on("end", () => {
        requests.push({ headers: request.headers, body });
        response.writeHead(status).end('{"status":"ok"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(() => {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  beforeEach(() => (requests = []));

  const tell = (): Promise<{ code: number | null; output: string }> => {
    const file = read<Workflow>(join(packageRoot(), "templates", "workflows", "build-service.yml"));
    const step = file.jobs["build"]?.steps?.find(({ name }) => name === "Tell Harness");
    const port = (server.address() as AddressInfo).port;
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? "exit 9"], {
      env: {
        PATH: process.env["PATH"],
        SERVICE: "payment-service",
        IMAGE_TAG: "0123456789abcdef0123456789abcdef01234567",
        HARNESS_TRIGGER_URL: `http://127.0.0.1:${port}/webhook`,
        HARNESS_WEBHOOK_TOKEN: token,
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
  };

  it("sends one request with the key in a header, and the payload fires the trigger of the service and no other", async () => {
    const { code, output } = await tell();
    assert.equal(code, 0, output);
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.headers["x-api-key"], token);
    assert.equal(requests[0]?.headers["content-type"], "application/json");
    const payload = join(dir, "payload.json");
    writeFileSync(payload, requests[0]?.body ?? "");
    const trigger = async (service: string) => {
      const io = memoryIo({ cwd: packageRoot() });
      const exit = await run(["trigger", service, "--payload", payload], io);
      return { exit, out: io.out() };
    };
    const own = await trigger("payment-service");
    assert.equal(own.exit, 0, own.out);
    assert.match(own.out, /fires/);
    assert.notEqual((await trigger("backend")).exit, 0);
  });

  it("fails the build, shows the answer, and does not try again when Harness refuses", async () => {
    status = 400;
    const { code, output } = await tell();
    status = 200;
    assert.notEqual(code, 0);
    assert.match(output, /"status":"ok"/);
    assert.equal(requests.length, 1);
    assert.ok(!output.includes(token));
  });
});
