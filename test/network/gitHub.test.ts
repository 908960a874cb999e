/** GitHub Enterprise in a company: the client and git, through a proxy, with TLS of the company's own authority. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { makeAuthority } from "../support/certificates";
import { startProxy, tlsInFrontOf, type Listening, type TestProxy } from "../support/companyNetwork";
import { botToken, gitHubWithCatalog, repository, type GitHubForTest } from "../support/localGitHub";
import { outcomeOf, type Outcome } from "../support/outcome";

const host = "ghe.company.test";
const password = "pr0xy-s3cret";

describe("network: GitHub in a company", () => {
  let hub: GitHubForTest;
  let proxy: TestProxy;
  let front: Listening;
  let company: Record<string, string>;

  beforeEach(async () => {
    hub = await gitHubWithCatalog();
    const authority = makeAuthority();
    front = await tlsInFrontOf(hub.server.url, authority.issue(host));
    proxy = await startProxy({ user: `ann:${password}`, places: { [`${host}:443`]: front.port } });
    const ca = join(hub.dir, "ca.pem");
    writeFileSync(ca, authority.cert);
    company = {
      https_proxy: `http://ann:${password}@127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: ca,
      GIT_SSL_CAINFO: ca,
    };
  });
  afterEach(async () => {
    await Promise.all([proxy.close(), front.close()]);
    await hub.close();
  });

  const cli = (args: readonly string[], env: Record<string, string>): Promise<Outcome> =>
    outcomeOf(
      spawn(process.execPath, [join(packageRoot(), "src", "cli", "bin.js"), ...args], {
        cwd: hub.dir,
        env: {
          PATH: process.env["PATH"],
          HOME: hub.dir,
          GIT_CONFIG_GLOBAL: "/dev/null",
          GITHUB_API_URL: `https://${host}/api/v3`,
          GITHUB_REPOSITORY: repository,
          GITHUB_TOKEN: botToken,
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  const issue = ["issue", "--about", "drift of prod", "--title", "Drift", "--body", "body.md"];

  it("the client opens an issue through the proxy", async () => {
    writeFileSync(join(hub.dir, "body.md"), "Two objects differ.\n");
    const { code, stdout, stderr } = await cli(issue, company);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /issue created/);
    assert.deepEqual([...new Set(proxy.asked)], [`CONNECT ${host}:443`]);
  });

  it("git proposes through the proxy, with the token as a header of that host", async () => {
    const remote = `https://${host}/${repository}.git`;
    const wanted = ["--propose", "--remote", remote, "--author", "Ann <ann@company.com>"];
    const { code, stdout, stderr } = await cli(["remove", "orders", ...wanted], company);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /remove-orders/);
    assert.ok(proxy.asked.length > 0);
    assert.ok(proxy.asked.every((line) => line === `CONNECT ${host}:443`));
  });

  it("says whose authority is missing and what the proxy wants, without a password", async () => {
    writeFileSync(join(hub.dir, "body.md"), "Two objects differ.\n");
    const { NODE_EXTRA_CA_CERTS: _, ...untrusting } = company;
    const refused = await cli(issue, untrusting);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /does not trust: .*NODE_EXTRA_CA_CERTS.*\[NET002\]/);
    const nobody = await cli(issue, {
      ...company,
      https_proxy: `http://bob:${password}@127.0.0.1:${proxy.port}`,
    });
    assert.equal(nobody.code, 1);
    assert.match(nobody.stderr, /the proxy 127\.0\.0\.1:\d+ \(https_proxy\) asks for a user.*\[NET001\]/);
    for (const { stderr } of [refused, nobody])
      assert.doesNotMatch(stderr, new RegExp(`${password}|${botToken}`));
  });
});
