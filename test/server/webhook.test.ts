/** Events of GitHub: signed, once, of our repository. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { restServer, type RestServer } from "../support/restServer";

const secret = "webhook-secret";
const mail = { name: "mail", team: "payments", regions: ["north"] };
const event = (values: object = {}, head = "add-mail") => ({
  action: "closed",
  repository: { full_name: "company/platform-next" },
  pull_request: {
    html_url: "https://github.com/company/platform-next/pull/7",
    merged: true,
    head: { ref: head, sha: "0123456789abcdef0123456789abcdef01234567" },
    ...values,
  },
});

describe("the webhook of GitHub", function () {
  this.timeout(60_000);
  let rest: RestServer;
  beforeEach(() => {
    const webhook = { secret, repository: "company/platform-next" };
    rest = restServer({ webhook, refreshSeconds: 3600 });
  });
  afterEach(() => rest.close());

  const send = async (
    payload: unknown,
    { delivery = "d-1", kind = "pull_request", signedWith = secret, signature = "" } = {},
  ) => {
    const body = JSON.stringify(payload);
    const signed = `sha256=${createHmac("sha256", signedWith).update(body).digest("hex")}`;
    const answer = await rest.server.app.request("/webhooks/github", {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        "X-GitHub-Event": kind,
        "X-GitHub-Delivery": delivery,
        "X-Hub-Signature-256": signature || signed,
      },
    });
    return { status: answer.status, body: (await answer.json()) as { status: unknown; type?: string } };
  };
  const state = async (branch: string) => (await rest.call("GET", `/api/v1/proposals/${branch}`)).body;

  it("a merge is seen at once, before the clone would be refreshed", async () => {
    await rest.call("POST", "/api/v1/services", { body: mail });
    rest.remote.merge("add-mail");
    assert.equal((await rest.call("GET", "/api/v1/services/mail")).status, 404, "not yet known");
    assert.deepEqual(await send(event()), { status: 200, body: { status: "recorded" } });
    assert.equal((await rest.call("GET", "/api/v1/services/mail")).status, 200);
    const { state: now, by, pullRequest } = await state("add-mail");
    assert.deepEqual(
      [now, by, pullRequest],
      ["merged", "everyone", "https://github.com/company/platform-next/pull/7"],
    );
    assert.deepEqual(rest.audit().at(-1), {
      event: "webhook",
      who: "github",
      what: "pull_request closed",
      outcome: "merged",
      branch: "add-mail",
      commit: "0123456789abcdef0123456789abcdef01234567",
      pullRequest: "https://github.com/company/platform-next/pull/7",
    });
  });

  it("closed without a merge, and survives a restart", async () => {
    await send(event({ merged: false }, "add-news"));
    rest = await rest.restart();
    assert.equal((await state("add-news"))["state"], "closed");
  });

  it("a delivery is taken once, also after a restart", async () => {
    await send(event());
    rest = await rest.restart();
    assert.deepEqual((await send(event({ merged: false }))).body, { status: "known" });
    assert.equal((await state("add-mail"))["state"], "merged");
  });

  const refused: readonly (readonly [string, Parameters<typeof send>[1]])[] = [
    ["a signature by another secret", { signedWith: "guessed" }],
    ["a malformed signature", { signature: "sha256=00" }],
    ["the old kind of signature", { signature: `sha1=${"0".repeat(40)}` }],
  ];
  for (const [what, options] of refused)
    it(`refuses ${what} and records nothing`, async () => {
      const { status, body } = await send(event(), options);
      assert.deepEqual([status, body.type], [401, "/problems/SRV011"]);
      assert.equal((await state("add-mail"))["status"], 404);
    });

  it("ignores other repositories, other events and branches that are no proposals", async () => {
    const other = { ...event(), repository: { full_name: "company/other" } };
    assert.deepEqual((await send(other)).body, { status: "ignored" });
    assert.deepEqual((await send({ zen: "…" }, { delivery: "d-2", kind: "ping" })).body, {
      status: "ignored",
    });
    assert.deepEqual((await send(event({}, "feature/x"), { delivery: "d-3" })).body, { status: "ignored" });
    const labeled = { ...event(), action: "labeled" };
    assert.deepEqual((await send(labeled, { delivery: "d-4" })).body, { status: "ignored" });
    assert.equal((await state("add-mail"))["status"], 404);
  });
});
