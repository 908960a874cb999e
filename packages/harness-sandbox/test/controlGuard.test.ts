/** Who may steer the sandbox: programs and its own page, and nobody else's page. */
import assert from "node:assert/strict";
import { request } from "node:http";
import { createSandbox, type Sandbox } from "../src";
import { accountId, apiKey } from "./client";

const steering = [
  ["GET", "/_sandbox/snapshot"],
  ["POST", "/_sandbox/reset"],
  ["GET", "/_sandbox/calls"],
  ["POST", "/_sandbox/calls/reset"],
  ["GET", "/_sandbox/recent"],
  ["GET", "/_sandbox/faults"],
  ["POST", "/_sandbox/faults"],
] as const;

describe("sandbox control, asked by strangers", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox({ account: accountId, apiKey });
  });
  after(() => sandbox.close());
  beforeEach(() => sandbox.reset());

  /** Node's client, as fetch lets nobody choose `Host` and `Origin`. Port 0 stands for the sandbox's. */
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
      (resolve, reject) => {
        const own = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, value.replace(/:0$/, `:${sandbox.port}`)]),
        );
        const sent = request(
          { host: "127.0.0.1", port: sandbox.port, method, path, headers: own },
          (answer) => {
            let text = "";
            answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
            answer.on("end", () =>
              resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }),
            );
          },
        );
        sent.on("error", reject).end(method === "POST" && path.endsWith("faults") ? "{}" : undefined);
      },
    );

  const strangers: Readonly<Record<string, Record<string, string>>> = {
    "a name that leads here (DNS rebinding)": { host: "evil.example:0" },
    "a name that begins like ours": { host: "localhost.evil.example:0" },
    "a name with an address in it": { host: "127.0.0.1.evil.example:0" },
    "another address": { host: "192.168.1.5:0" },
    "a form of another page": { origin: "https://evil.example" },
    "a page on another port of this machine": { origin: "http://localhost:3000" },
    "the same host by another name": { host: "127.0.0.1:0", origin: "http://localhost:0" },
    "a page without an origin": { origin: "null" },
    "a page of the same origin over TLS": { host: "localhost:0", origin: "https://localhost:0" },
    "an image of another site": { "sec-fetch-site": "cross-site" },
    "a script on another port of this machine": { "sec-fetch-site": "same-site" },
  };
  for (const [who, headers] of Object.entries(strangers)) {
    it(`refuses ${who}, and does nothing`, async () => {
      sandbox.faults({ seed: 7 });
      for (const [method, path] of steering) {
        const { status, text } = await ask(method, path, headers);
        assert.equal(status, 403, `${method} ${path}`);
        assert.match(text, /^\{"error":"(the page of another|the sandbox answers under)[^"]*"\}$/);
      }
      const { text } = await ask("GET", "/_sandbox/faults");
      assert.equal((JSON.parse(text) as { seed: number }).seed, 7);
    });
  }

  const friends: Readonly<Record<string, Record<string, string>>> = {
    "a program": {},
    "a program that says localhost": { host: "localhost:0" },
    "a tunnel on another port": { host: "localhost:9999" },
    "a tunnel on port 80": { host: "localhost" },
    IPv6: { host: "[::1]:0" },
    "the inspector": { host: "127.0.0.1:0", origin: "http://127.0.0.1:0", "sec-fetch-site": "same-origin" },
    "the address bar": { "sec-fetch-site": "none" },
  };
  for (const [who, headers] of Object.entries(friends)) {
    it(`answers ${who}`, async () => {
      for (const [method, path] of steering)
        assert.equal((await ask(method, path, headers)).status, 200, `${method} ${path}`);
    });
  }

  it("the inspector may be linked to, and stands in no frame, with no script but its own", async () => {
    for (const path of ["/", "/_sandbox"]) {
      const page = await ask("GET", path, { "sec-fetch-site": "cross-site" });
      assert.equal(page.status, 200);
      assert.match(
        String(page.headers["content-security-policy"]),
        /script-src 'self'.*frame-ancestors 'none'/,
      );
      assert.equal((await ask("GET", path, { host: "evil.example" })).status, 403);
    }
    for (const path of ["/_sandbox/inspector.js", "/_sandbox/inspector.css"])
      assert.equal((await ask("GET", path, { "sec-fetch-site": "same-origin" })).status, 200);
  });

  it("calls with the key come under any host: a page has no key", async () => {
    const path = `/ng/api/organizations?accountIdentifier=${accountId}`;
    assert.equal((await ask("GET", path, { host: "harness.company.test", "x-api-key": apiKey })).status, 200);
    assert.equal((await ask("GET", path, { host: "harness.company.test" })).status, 401);
  });
});
