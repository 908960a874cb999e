/** The operations of the API on a real Git remote. */
import assert from "node:assert/strict";
import { baseServices } from "../catalog/base";
import { restServer, type RestServer } from "../support/restServer";

const mail = { name: "mail", team: "payments", regions: ["north"] };

describe("the REST server", function () {
  this.timeout(60_000);

  let rest: RestServer;
  beforeEach(() => (rest = restServer()));
  afterEach(async () => {
    assert.deepEqual(rest.bugs, []);
    await rest.close();
  });

  it("lists services page by page and by team", async () => {
    const { status, body } = await rest.call("GET", "/api/v1/services?limit=1", { as: "reader" });
    assert.equal(status, 200);
    assert.deepEqual(body, {
      items: [
        {
          name: "ledger",
          serviceId: "ledger",
          pipelineId: "ledger_cd",
          pipelineUrl: "https://app.harness.io/ng/account/acme/cd/orgs/default/projects/shop/pipelines/ledger_cd/pipeline-studio",
          team: "payments",
          archetype: "api",
          size: "medium",
        },
      ],
      next: "ledger",
      commit: rest.remote.git(["rev-parse", "main"]),
    }); // prettier-ignore
    const second = await rest.call("GET", "/api/v1/services?limit=1&after=ledger");
    assert.deepEqual(
      (second.body["items"] as { name: string }[]).map(({ name }) => name),
      ["orders"],
    );
    assert.equal("next" in second.body, false);
    const none = await rest.call("GET", "/api/v1/services?team=platform");
    assert.deepEqual(none.body["items"], []);
  });

  it("shows a service with what follows from its entry", async () => {
    const { status, body, headers } = await rest.call("GET", "/api/v1/services/orders", { as: "reader" });
    assert.equal(status, 200);
    assert.match(headers.get("ETag") ?? "", /^"[0-9a-f]{32}"$/);
    assert.deepEqual(body["entry"], {
      name: "orders",
      team: "payments",
      regions: ["north", "south"],
      environments: ["int", "pre", "prod"],
      components: ["pdb"],
      consumesApis: ["ledger-api"],
      strategy: { prod: "canary" },
      resources: { overrides: { prod: { size: "small" } } },
    });
    assert.equal((body["service"] as { size: string }).size, "medium");
    assert.deepEqual(body["environments"], [
      { environment: "int", label: "int-stable", regions: ["north"], size: "medium", strategy: "rolling" },
      { environment: "pre", label: "pre-stable", regions: ["north"], size: "medium", strategy: "rolling" },
      { environment: "prod", label: "prod", regions: ["north", "south"], size: "small", strategy: "canary" },
    ]);
    assert.deepEqual(
      (body["stages"] as { identifier: string }[]).map(({ identifier }) => identifier),
      ["int_stable_north", "pre_stable_bake", "pre_stable_north", "prod_approval", "prod_window", "prod_north", "prod_south"],
    ); // prettier-ignore
    assert.deepEqual(body["gates"], [
      { environment: "int-stable", gate: "none" },
      { environment: "pre-stable", gate: "waits 1h" },
      { environment: "prod", gate: "approval by payments, platform within 7d, then change window" },
    ]);
    assert.deepEqual(body["contact"], { slack: "#payments", slackWebhook: "slack_payments" });
    assert.equal("proposal" in body, false);
  });

  it("a new service is proposed once: 202, then 200 with the same branch, and the service shows the proposal", async () => {
    const first = await rest.call("POST", "/api/v1/services", { as: "payments", body: mail });
    assert.equal(first.status, 202);
    assert.equal(first.headers.get("Location"), "/api/v1/proposals/add-mail");
    const commit = rest.remote.git(["rev-parse", "add-mail"]);
    assert.deepEqual(first.body, {
      status: "created",
      title: "Add service: mail",
      branch: "add-mail",
      commit,
      services: [
        {
          name: "mail",
          serviceId: "mail",
          pipelineId: "mail_cd",
          pipelineUrl: "https://app.harness.io/ng/account/acme/cd/orgs/default/projects/shop/pipelines/mail_cd/pipeline-studio",
        },
      ],
      effects: {
        create: ["service mail", "pipeline mail_cd", "triggers mail_new_image"],
        update: ["resourceGroup payments_resources"],
        delete: [],
        notices: ["mail: canary in prod is not verified: no health source for archetype api"],
      },
    }); // prettier-ignore
    const again = await rest.call("POST", "/api/v1/services", {
      as: "payments",
      body: { ...mail, size: "medium" },
    });
    assert.deepEqual([again.status, again.body["status"], again.body["commit"]], [200, "exists", commit]);
    const change = {
      name: "ledger",
      team: "payments",
      regions: ["north"],
      providesApis: ["ledger-api"],
      size: "small",
    };
    await rest.call("PUT", "/api/v1/services/ledger", { body: change });
    const shown = await rest.call("GET", "/api/v1/services/ledger");
    assert.deepEqual(shown.body["proposal"], {
      branch: "change-ledger",
      state: "open",
      services: ["ledger"],
      by: "everyone",
      commit: rest.remote.git(["rev-parse", "change-ledger"]),
    });
  });

  it("a proposal can be followed: open, merged, and closed when its branch is deleted", async () => {
    await rest.call("POST", "/api/v1/services", { body: mail });
    await rest.call("POST", "/api/v1/services", { body: { ...mail, name: "news" } });
    const state = async (branch: string) =>
      (await rest.call("GET", `/api/v1/proposals/${branch}`)).body["state"];
    assert.equal(await state("add-mail"), "open");
    rest.remote.merge("add-mail");
    rest.remote.git(["branch", "-D", "add-news"]);
    assert.equal(await state("add-mail"), "merged");
    assert.equal(await state("add-news"), "closed");
    assert.equal((await rest.call("GET", "/api/v1/services/mail")).status, 200);
    assert.equal((await rest.call("GET", "/api/v1/proposals/add-nothing")).status, 404);
  });

  it("PUT changes only what differs, under If-Match; DELETE says what will be lost", async () => {
    const { headers, body } = await rest.call("GET", "/api/v1/services/ledger");
    const tag = headers.get("ETag")!;
    const entry = { ...(body["entry"] as object), size: "small" };
    const put = await rest.call("PUT", "/api/v1/services/ledger", {
      body: entry,
      headers: { "If-Match": tag },
    });
    assert.equal(put.status, 202);
    assert.equal(
      rest.remote.read("change-ledger", "catalog/services.yaml"),
      baseServices.replace("  - name: ledger\n", "  - name: ledger\n    size: small\n"),
    );
    rest.remote.merge("change-ledger");
    const late = await rest.call("PUT", "/api/v1/services/ledger", {
      body: entry,
      headers: { "If-Match": tag },
    });
    assert.deepEqual([late.status, late.body.errors?.[0]?.["code"]], [412, "SRV010"]);
    const gone = await rest.call("DELETE", "/api/v1/services/orders");
    assert.equal(gone.status, 202);
    assert.deepEqual((gone.body["effects"] as { delete: string[] }).delete, [
      "service orders",
      "pipeline orders_cd",
      "triggers orders_new_image",
    ]);
    assert.deepEqual(rest.remote.branches(), ["change-ledger", "remove-orders"]);
  });

  it("several services go into one proposal", async () => {
    const services = ["mail", "news"].map((name) => ({ ...mail, name }));
    const { status, body } = await rest.call("POST", "/api/v1/services:batch", { body: { services } });
    assert.equal(status, 202);
    assert.match(String(body["branch"]), /^add-2-services-[0-9a-f]{8}$/);
    assert.equal(rest.remote.branches().length, 1);
  });

  it("dryRun shows everything and writes nothing, also to a reader", async () => {
    const { status, body } = await rest.call("POST", "/api/v1/services?dryRun=true", {
      as: "reader",
      body: mail,
    });
    assert.equal(status, 200);
    assert.equal(body["branch"], "add-mail");
    assert.equal(
      body["diff"],
      `--- a/catalog/services.yaml
+++ b/catalog/services.yaml
@@ -4,6 +4,10 @@
     regions: [north]
     providesApis: [ledger-api]
 
+  - name: mail
+    regions: [north]
+    team: payments
+
   - name: orders
     team: payments
     regions: [north, south]
`,
    );
    const [service] = body["services"] as { pipelineYaml: string; stages: unknown[] }[];
    assert.match(service!.pipelineYaml, /identifier: mail_cd/);
    assert.equal(service!.stages.length, 6);
    assert.match(String(body["body"]), /### Adds mail/);
    assert.deepEqual(rest.remote.branches(), []);
  });

  it("shows the pipeline as it is sent to Harness", async () => {
    const { status, body } = await rest.call("GET", "/api/v1/pipelines/ledger", { as: "reader" });
    assert.equal(status, 200);
    assert.match(String(body["yaml"]), /^pipeline:\n(.*\n){0,3} {2}identifier: ledger_cd\n/);
  });

  it("healthz and readyz need no token; readyz fails while the repository is away", async () => {
    const { app } = rest.server;
    assert.equal((await app.request("/healthz")).status, 200);
    assert.equal((await app.request("/readyz")).status, 200);
    const away = restServer(
      { place: rest.remote.place({ folder: "none" }), stateDir: `${rest.stateDir}-2` },
      rest,
    );
    const answer = await away.server.app.request("/readyz");
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get("Retry-After"), "30");
    await away.server.end();
  });
});
