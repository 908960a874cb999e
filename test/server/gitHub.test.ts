/** `serve` on the local GitHub, as a process: entry by HTTP → pull request → merge → webhook; and nothing goes to Harness. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { botToken, gitHubWithCatalog, repository, type GitHubForTest } from "../support/localGitHub";

const token = "token-of-the-form";

describe("serve on GitHub", function () {
  this.timeout(120_000);
  let hub: GitHubForTest;
  let harness: Server;
  let calls = 0;
  let child: ChildProcess;
  let url = "";
  let printed = "";

  before(async () => {
    hub = await gitHubWithCatalog();
    harness = createServer((_, answer) => {
      calls += 1;
      answer.end();
    });
    await new Promise<void>((resolve) => harness.listen(0, "127.0.0.1", resolve));
    const sha256 = createHash("sha256").update(token).digest("hex");
    child = spawn(
      process.execPath,
      [join(packageRoot(), "src", "cli", "bin.js"), "serve", "--github", repository, "--state", join(hub.dir, "state"), "--refresh", "3600"],
      {
        env: {
          PATH: process.env["PATH"],
          HOME: hub.dir,
          GITHUB_API_URL: hub.server.url,
          GITHUB_TOKEN: botToken,
          GITHUB_WEBHOOK_SECRET: "webhook-secret",
          HARNESS_ACCOUNT_ID: "acme",
          HARNESS_ENDPOINT: `http://127.0.0.1:${(harness.address() as AddressInfo).port}`,
          HARNESS_PLATFORM_API_KEY: "pat.acme.key.value",
          HARNESS_CATALOG_TOKENS: `tokens: [{ name: form, role: proposer, teams: [payments], sha256: "${sha256}" }]`,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    ); // prettier-ignore
    child.stdout!.on("data", (data: Buffer) => (printed += String(data)));
    child.stderr!.on("data", (data: Buffer) => (printed += String(data)));
    await new Promise<void>((resolve) => child.stdout!.once("data", () => resolve()));
    ({ url } = JSON.parse(printed) as { url: string });
    const { owner, repo, octokit } = hub.github;
    await octokit.rest.repos.createWebhook({
      owner,
      repo,
      events: ["pull_request", "push"],
      config: { url: `${url}/webhooks/github`, secret: "webhook-secret", content_type: "json" },
    });
  });
  after(async () => {
    child.kill("SIGKILL");
    harness.close();
    await hub.close();
  });

  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const mail = { name: "mail", team: "payments", regions: ["north"] };

  it("an entry becomes a pull request", async () => {
    const { status, body } = await call("POST", "/api/v1/services", mail);
    assert.equal(status, 202, JSON.stringify(body));
    assert.match(String(body["pullRequest"]), /\/company\/platform-next\/pull\/1$/);
    const { data } = await hub.github.octokit.rest.pulls.get({
      owner: "company",
      repo: "platform-next",
      pull_number: 1,
    });
    assert.deepEqual(
      [data.title, data.head.ref, data.base.ref, data.state],
      ["Add service: mail", "add-mail", "main", "open"],
    );
    assert.match(data.body ?? "", /Proposed by `form` with harness-catalog\./);
    const again = await call("POST", "/api/v1/services", mail);
    assert.deepEqual([again.status, again.body["pullRequest"]], [200, body["pullRequest"]]);
  });

  it("its merge is known by the webhook, long before the clone would be refreshed", async () => {
    assert.equal((await call("GET", "/api/v1/services/mail")).status, 404);
    const { body: open } = await call("GET", "/api/v1/proposals/add-mail");
    assert.deepEqual([open["state"], open["by"]], ["open", "form"]);
    await hub.github.octokit.rest.pulls.merge({ owner: "company", repo: "platform-next", pull_number: 1 });
    await hub.server.settled();
    assert.equal((await call("GET", "/api/v1/proposals/add-mail")).body["state"], "merged");
    assert.equal((await call("GET", "/api/v1/services/mail")).status, 200);
    assert.equal((await call("POST", "/api/v1/services", mail)).body["status"], "unchanged");
  });

  it("after a pull request was closed the same request opens another", async () => {
    const { owner, repo, octokit } = hub.github;
    const news = { ...mail, name: "news" };
    const first = await call("POST", "/api/v1/services", news);
    await octokit.rest.pulls.update({ owner, repo, pull_number: 2, state: "closed" });
    await hub.server.settled();
    assert.equal((await call("GET", "/api/v1/proposals/add-news")).body["state"], "closed");
    const second = await call("POST", "/api/v1/services", news);
    assert.deepEqual([first.status, second.status], [202, 202]);
    assert.match(String(second.body["pullRequest"]), /pull\/3$/);
  });

  it("Harness was never called, and nothing secret was printed or written", () => {
    assert.equal(calls, 0);
    const audit = readFileSync(join(hub.dir, "state", "audit.jsonl"), "utf8");
    assert.match(audit, /"outcome":"merged"/);
    for (const secret of [token, botToken, "webhook-secret", "pat.acme"])
      assert.equal((printed + audit).includes(secret), false, secret);
    assert.equal(printed.trim().split("\n").length, 1, printed);
  });
});
