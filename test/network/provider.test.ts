/** The provider as the engine starts it, with Harness behind TLS of the company's own authority and a proxy. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { packageRoot } from "../../src/paths/packageRoot";
import { toStruct } from "@pulumi/harness/provider/wire/struct";
import { createSandbox, type Sandbox } from "harness-sandbox";
import { makeAuthority } from "../support/certificates";
import { startProxy, tlsInFrontOf, type Listening, type TestProxy } from "../support/companyNetwork";
import { unary, urnOf } from "@pulumi/harness/test/support/provider";

const host = "harness.company.test";
const password = "pr0xy-s3cret";
const apiKey = "pat.acct.key.that-must-not-leak";

describe("network: the provider in a company", () => {
  const authority = makeAuthority();
  let dir: string;
  let sandbox: Sandbox;
  let open: TestProxy;
  const started: Listening[] = [];

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "company-"));
    writeFileSync(join(dir, "ca.pem"), authority.cert);
    sandbox = await createSandbox({ account: "acct", apiKey, rateLimit: "off" });
    const front = async (name: string, when?: "expired") => {
      const listening = await tlsInFrontOf(sandbox.url, authority.issue(name, when));
      started.push(listening);
      return listening.port;
    };
    const port = await front(host);
    open = await startProxy({
      user: `ann:${password}`,
      places: {
        [`${host}:443`]: port,
        "old.company.test:443": await front("old.company.test", "expired"),
        "other.company.test:443": port,
        "plain.company.test": sandbox.port,
      },
    });
    started.push(open);
  });
  beforeEach(() => {
    open.asked.length = 0;
    sandbox.reset();
  });
  after(async () => {
    await Promise.all(started.map(({ close }) => close()));
    await sandbox.close();
    rmSync(dir, { recursive: true });
  });

  const proxyUrl = (port: number, user = `ann:${password}`) => `http://${user}@127.0.0.1:${port}`;
  const trusting = () => ({ NODE_EXTRA_CA_CERTS: join(dir, "ca.pem") });

  /** Creates one organization in a new process of the provider; what it refuses is the result. */
  async function create(endpoint: string, env: Record<string, string>): Promise<string> {
    const quick = { HARNESS_RETRY_BASE_MS: "1", HARNESS_RATE_LIMIT_PER_MINUTE: "off" };
    const child = spawn(
      join(packageRoot(), "packages", "pulumi-harness", "plugin", "pulumi-resource-harness"),
      ["127.0.0.1:1"],
      {
        env: { PATH: process.env["PATH"], ...quick, ...env },
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const client = new ResourceProviderClient(`127.0.0.1:${line.trim()}`, credentials.createInsecure());
    const connection = toStruct({ accountId: "acct", endpoint, platformApiKey: apiKey });
    const inputs = toStruct({ identifier: "acme", name: "Acme" });
    const request = new messages.CreateRequest().setUrn(urnOf("organization")).setProperties(inputs);
    try {
      await unary((done) => client.configure(new messages.ConfigureRequest().setArgs(connection), done));
      await unary((done) => client.create(request, done));
      return said;
    } catch (error) {
      return `${(error as Error).message}${said}`;
    } finally {
      client.close();
      child.stdin.end();
      await once(child, "close");
    }
  }

  const madeIt = () =>
    Object.keys(sandbox.snapshot()["organization"] ?? {}).some((key) => key.endsWith("acme"));

  for (const variable of ["HTTPS_PROXY", "https_proxy"]) {
    it(`${variable}: goes through the proxy, trusts the authority, and never asks it for more`, async () => {
      const said = await create(`https://${host}/gateway`, {
        ...trusting(),
        [variable]: proxyUrl(open.port),
      });
      assert.equal(said, "");
      assert.ok(madeIt());
      assert.deepEqual([...new Set(open.asked)], [`CONNECT ${host}:443`]);
    });
  }

  it("HTTP_PROXY: a plain endpoint is asked for by its whole URL, without a tunnel", async () => {
    const said = await create("http://plain.company.test/gateway", { HTTP_PROXY: proxyUrl(open.port) });
    assert.equal(said, "");
    assert.ok(madeIt());
    assert.match(open.asked[0] ?? "", /^\w+ http:\/\/plain\.company\.test\/gateway\//);
    assert.ok(open.asked.every((line) => !line.startsWith("CONNECT")));
  });

  it("the loopback needs no proxy, and NO_PROXY spares what it names", async () => {
    const nobody = { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9" };
    assert.equal(await create(sandbox.url, nobody), "");
    assert.ok(madeIt());
    const spared = { ...trusting(), HTTPS_PROXY: proxyUrl(open.port), NO_PROXY: ".company.test" };
    assert.match(await create(`https://${host}`, spared), /ENOTFOUND|EAI_AGAIN/);
    assert.deepEqual(open.asked, []);
  });

  const refusals: readonly {
    readonly title: string;
    readonly env: () => Promise<Record<string, string>> | Record<string, string>;
    readonly endpoint?: string;
    readonly says: RegExp;
  }[] = [
    {
      title: "an authority nobody named",
      env: () => ({ HTTPS_PROXY: proxyUrl(open.port) }),
      says: /harness\.company\.test through the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\): the certificate is of an authority that this machine does not trust: \w+ \(set NODE_EXTRA_CA_CERTS to a PEM file .*\[NET002\]/,
    },
    {
      title: "an expired certificate",
      env: () => ({ ...trusting(), HTTPS_PROXY: proxyUrl(open.port) }),
      endpoint: "https://old.company.test",
      says: /the certificate cannot be used: it has expired.*\[NET002\]/,
    },
    {
      title: "a certificate of another host",
      env: () => ({ ...trusting(), HTTPS_PROXY: proxyUrl(open.port) }),
      endpoint: "https://other.company.test",
      says: /the certificate cannot be used: it is for another host.*\[NET002\]/,
    },
    {
      title: "a proxy that wants a user",
      env: () => ({ ...trusting(), HTTPS_PROXY: `http://127.0.0.1:${open.port}` }),
      says: /the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\) asks for a user and password.*407.*\[NET001\]/,
    },
    {
      title: "a proxy that refuses the user, on a plain endpoint",
      env: () => ({ HTTP_PROXY: proxyUrl(open.port, `ann:not-${password}`) }),
      endpoint: "http://plain.company.test",
      says: /the proxy 127\.0\.0\.1:\d+ \(HTTP_PROXY\) asks for a user and password.*407.*\[NET001\]/,
    },
    {
      title: "a proxy that does not let the host through",
      env: async () => {
        const closed = await startProxy({ places: {}, refuse: 403 });
        started.push(closed);
        return { HTTPS_PROXY: proxyUrl(closed.port) };
      },
      says: /does not let this host through: 403 .*add that to NO_PROXY.*\[NET001\]/,
    },
    {
      title: "a proxy that is not there",
      env: () => ({ HTTPS_PROXY: proxyUrl(9) }),
      says: /through the proxy 127\.0\.0\.1:9 \(HTTPS_PROXY\) failed: ECONNREFUSED .*\[NET001\]/,
    },
    {
      title: "a variable that names no proxy",
      env: () => ({ HTTPS_PROXY: `socks5://ann:${password}@127.0.0.1:1` }),
      says: /HTTPS_PROXY holds a proxy of kind socks5.*\[NET001\]/,
    },
  ];

  for (const { title, env, endpoint = `https://${host}`, says } of refusals) {
    it(`says so, with the cure and without a secret: ${title}`, async () => {
      const said = await create(endpoint, await env());
      assert.match(said, says);
      assert.doesNotMatch(said, new RegExp(`${password}|that-must-not-leak|^ +at `, "m"));
      assert.ok(!madeIt());
      assert.equal(sandbox.calls().total, 0);
      assert.ok(open.asked.length <= 1, `asked ${open.asked.length} times for what cannot change`);
    });
  }
});
