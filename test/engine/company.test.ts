/** The whole program behind a company's proxy: engine, program and provider speak to each other without it, to Harness with it. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { makeAuthority } from "../support/certificates";
import { startProxy, tlsInFrontOf, type Listening, type TestProxy } from "../support/companyNetwork";
import { outcomeOf } from "../support/outcome";
import { apiKey, createWorkspace, type Counts, type Workspace } from "../support/workspace";

const host = "harness.company.test";
const password = "pr0xy-s3cret";

const values = {
  GITHUB_APP_PRIVATE_KEY: "github-private-key-4811",
  SLACK_WEBHOOK_PAYMENTS: "https://hooks.example.com/slack-4812",
  PAGERDUTY_KEY_PAYMENTS: "pagerduty-key-4813",
  PULUMI_CONFIG_PASSPHRASE: "passphrase-4814",
};

describe("a company's network", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let front: Listening;
  let proxy: TestProxy;
  let company: Record<string, string>;

  before(async () => {
    workspace = await createWorkspace();
    const authority = makeAuthority();
    front = await tlsInFrontOf(workspace.sandbox.url, authority.issue(host));
    proxy = await startProxy({ user: `ann:${password}`, places: { [`${host}:443`]: front.port } });
    const ca = join(workspace.dir, "ca.pem");
    writeFileSync(ca, authority.cert);
    const address = `http://ann:${password}@127.0.0.1:${proxy.port}`;
    company = {
      ...values,
      // In lower case, which the gRPC of Node.js reads too.
      https_proxy: address,
      http_proxy: address,
      NODE_EXTRA_CA_CERTS: ca,
      HARNESS_ENDPOINT: `https://${host}/gateway`,
      RECORD_ARGUMENTS: join(workspace.dir, "arguments"),
      NODE_OPTIONS: `--require ${join(packageRoot(), "dist/test/support/recordArguments.js")}`,
    };
  });
  after(async () => {
    await Promise.all([front.close(), proxy.close()]);
    await workspace.close();
  });

  it("is crossed by calls of Harness, and never by what stays on this machine", async () => {
    const up = ["up", "--stack", "dev", "--yes", "--output", "json"];
    const made = await outcomeOf(workspace.start(up, company));
    assert.equal(made.code, 0, made.stdout + made.stderr);
    assert.ok((JSON.parse(made.stdout) as Counts).create > 0);
    const plain = ["engine", "--", "preview", "--stack", "dev", "--expect-no-changes", "--non-interactive"];
    const { code, stdout, stderr } = await workspace.cli(plain, {
      ...company,
      HARNESS_CATALOG_DIR: workspace.catalog,
    });
    assert.equal(code, 0, stdout + stderr);
    assert.ok(proxy.asked.includes(`CONNECT ${host}:443`));
    // The engine may look for plugins on the internet; the proxy of the test lets it reach none.
    assert.deepEqual(
      proxy.asked.filter((line) => /127\.|localhost|\[::1\]/.test(line)),
      [],
    );
  });

  it("starts no process with a secret among its arguments", () => {
    const recorded = readFileSync(join(workspace.dir, "arguments"), "utf8");
    assert.match(recorded, /bin\/pulumi/, "the engine's arguments were seen");
    assert.match(recorded, /dist\/src\/provider\/main\.js/, "and the provider's");
    for (const secret of [apiKey, password, ...Object.values(values)])
      assert.ok(!recorded.includes(secret), `${secret} is an argument`);
  });
});
