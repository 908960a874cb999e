/** What the server refuses, row by row, each written by hand. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { callers, restServer, secrets, type RestServer } from "../support/restServer";

const mail = { name: "mail", team: "payments", regions: ["north"] };
const day = 86_400_000;

interface Row {
  readonly what: string;
  readonly send: readonly [method: string, path: string, options?: Parameters<RestServer["call"]>[2]];
  readonly status: number;
  readonly code: string;
  /** Begins the first message. */
  readonly says: string;
  readonly pointer?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const rows: readonly Row[] = [
  { what: "no token", send: ["GET", "/api/v1/services", { headers: { Authorization: "" } }], status: 401, code: "SRV001", says: "the request carries no bearer token", headers: { "WWW-Authenticate": 'Bearer realm="harness-catalog"' } },
  { what: "an unknown token", send: ["GET", "/api/v1/services", { headers: { Authorization: "Bearer nobody" } }], status: 401, code: "SRV001", says: "the token is not known", headers: { "WWW-Authenticate": 'Bearer realm="harness-catalog", error="invalid_token"' } },
  { what: "another scheme", send: ["GET", "/api/v1/services", { headers: { Authorization: "Basic YTpi" } }], status: 401, code: "SRV001", says: "the request carries no bearer token" },
  { what: "an unknown path without a token", send: ["GET", "/api/v1/nothing", { headers: { Authorization: "" } }], status: 401, code: "SRV001", says: "the request carries no bearer token" },
  { what: "a write of a reader", send: ["POST", "/api/v1/services", { as: "reader", body: mail }], status: 403, code: "SRV002", says: "the token reader may only read" },
  { what: "a service for another team", send: ["POST", "/api/v1/services", { as: "platform", body: mail }], status: 403, code: "SRV002", says: "the token platform may not propose anything for payments" },
  { what: "taking over a service of another team", send: ["PUT", "/api/v1/services/ledger", { as: "platform", body: { name: "ledger", team: "platform" } }], status: 403, code: "SRV002", says: "the token platform may not propose anything for payments" },
  { what: "removing a service of another team", send: ["DELETE", "/api/v1/services/orders", { as: "platform" }], status: 403, code: "SRV002", says: "the token platform may not propose anything for payments" },
  { what: "one forbidden entry of several", send: ["POST", "/api/v1/services:batch", { as: "payments", body: { services: [mail, { name: "news", team: "platform" }] } }], status: 403, code: "SRV002", says: "the token payments may not propose anything for platform" },
  { what: "an unknown path", send: ["GET", "/api/v1/nothing"], status: 404, code: "SRV003", says: "there is no /api/v1/nothing" },
  { what: "an unknown service", send: ["GET", "/api/v1/services/nothing"], status: 404, code: "CAT035", says: "nothing is not in the catalog" },
  { what: "changing an unknown service", send: ["PUT", "/api/v1/services/mail", { body: mail }], status: 404, code: "CAT035", says: "mail is not in the catalog" },
  { what: "removing an unknown service", send: ["DELETE", "/api/v1/services/mail"], status: 404, code: "CAT035", says: "mail is not in the catalog" },
  { what: "a method the path does not take", send: ["POST", "/api/v1/services/ledger", { body: mail }], status: 405, code: "SRV004", says: "/api/v1/services/ledger does not take POST", headers: { Allow: "GET, PUT, DELETE" } },
  { what: "a body that is no JSON", send: ["POST", "/api/v1/services", { body: "{" }], status: 400, code: "SRV005", says: "the body is not JSON" },
  { what: "no body", send: ["POST", "/api/v1/services", { headers: { "Content-Type": "application/json" } }], status: 400, code: "SRV005", says: "the body is not JSON" },
  { what: "another media type", send: ["POST", "/api/v1/services", { body: "name: mail", headers: { "Content-Type": "application/yaml" } }], status: 415, code: "SRV007", says: "the body is not application/json" },
  { what: "a body beyond the limit", send: ["POST", "/api/v1/services", { body: { ...mail, description: "x".repeat(600_000) } }], status: 413, code: "SRV006", says: "the body has more than 524288 bytes" },
  { what: "a page size out of range", send: ["GET", "/api/v1/services?limit=0"], status: 400, code: "SRV014", says: "limit: " },
  { what: "a name that can be none", send: ["GET", "/api/v1/services/Ledger"], status: 400, code: "SRV014", says: "name: " },
  { what: "a dryRun that is neither true nor false", send: ["POST", "/api/v1/services?dryRun=yes", { body: mail }], status: 400, code: "SRV014", says: "dryRun: " },
  { what: "a malformed idempotency key", send: ["POST", "/api/v1/services", { body: mail, headers: { "Idempotency-Key": "a b" } }], status: 400, code: "SRV014", says: "idempotency-key: " },
  { what: "a list where an entry is wanted", send: ["POST", "/api/v1/services", { body: [mail] }], status: 422, code: "CAT022", says: "", pointer: "#" },
  { what: "a missing team", send: ["POST", "/api/v1/services", { body: { name: "mail" } }], status: 422, code: "CAT021", says: '"team" is missing', pointer: "#" },
  { what: "an unknown key", send: ["POST", "/api/v1/services", { body: { ...mail, sise: "small" } }], status: 422, code: "CAT020", says: "sise: no such key", pointer: "#/sise" },
  { what: "a bad name", send: ["POST", "/api/v1/services", { body: { ...mail, name: "Mail_Service" } }], status: 422, code: "CAT024", says: 'name: "Mail_Service"', pointer: "#/name" },
  { what: "an unknown team", send: ["POST", "/api/v1/services", { body: { ...mail, team: "payment" } }], status: 422, code: "CAT010", says: 'team: "payment" is not one of payments, platform', pointer: "#/team" },
  { what: "an unknown environment", send: ["POST", "/api/v1/services", { body: { ...mail, environments: ["int", "prd"] } }], status: 422, code: "CAT012", says: 'environments[1]: "prd" is not one of', pointer: "#/environments/1" },
  { what: "an unknown team in the second of several", send: ["POST", "/api/v1/services:batch", { body: { services: [mail, { ...mail, name: "news", team: "payment" }] } }], status: 422, code: "CAT010", says: 'team: "payment" is not one of', pointer: "#/services/1/team" },
  { what: "a bad shape in the second of several", send: ["POST", "/api/v1/services:batch", { body: { services: [mail, { ...mail, name: "n", size: 1 }] } }], status: 422, code: "CAT025", says: "services[1].name: ", pointer: "#/services/1/name" },
  { what: "no service at all", send: ["POST", "/api/v1/services:batch", { body: { services: [] } }], status: 422, code: "CAT025", says: "services: ", pointer: "#/services" },
  { what: "an entry that others depend on", send: ["DELETE", "/api/v1/services/ledger"], status: 422, code: "CAT018", says: "services[0].consumesApis[0]: " },
  { what: "a name that is taken", send: ["POST", "/api/v1/services", { body: { ...mail, name: "ledger" } }], status: 409, code: "CAT030", says: "ledger is in the catalog already, with other values", pointer: "#/name" },
  { what: "another name in the path", send: ["PUT", "/api/v1/services/orders", { body: mail }], status: 422, code: "SRV015", says: "the body is about mail, the path about orders" },
  { what: "an ETag that is old", send: ["DELETE", "/api/v1/services/orders", { headers: { "If-Match": '"old"' } }], status: 412, code: "SRV010", says: "orders has changed since it was read" },
  { what: "creating a pipeline", send: ["POST", "/api/v1/pipelines/create", { body: mail }], status: 410, code: "SRV012", says: "pipelines follow from the services" },
  { what: "changing a pipeline", send: ["PUT", "/api/v1/pipelines/ledger", { body: {} }], status: 410, code: "SRV012", says: "pipelines follow from the services" },
  { what: "the event of older designs", send: ["POST", "/webhooks/service-created", { body: mail }], status: 410, code: "SRV012", says: "pipelines follow from the services" },
  { what: "a webhook without a secret set", send: ["POST", "/webhooks/github", { body: {} }], status: 404, code: "SRV003", says: "webhooks are not taken" },
]; // prettier-ignore

describe("the REST server refuses", function () {
  this.timeout(60_000);
  let rest: RestServer;
  before(() => (rest = restServer()));
  after(() => rest.close());

  for (const { what, send, status, code, says, pointer, headers = {} } of rows)
    it(`${what}: ${status} ${code}`, async () => {
      const answer = await rest.call(...send);
      const { body } = answer;
      const first = body.errors?.[0] ?? {};
      assert.equal(answer.status, status, JSON.stringify(body));
      assert.equal(answer.headers.get("Content-Type"), "application/problem+json");
      assert.deepEqual([body["status"], body["type"]], [status, `/problems/${code}`]);
      assert.equal(first["code"], code);
      assert.ok(String(first["message"]).startsWith(says), String(first["message"]));
      assert.ok(String(first["hint"]).length > 0);
      assert.equal(first["pointer"], pointer);
      assert.equal(body["instance"], `urn:request:${answer.headers.get("X-Request-Id")}`);
      for (const [name, value] of Object.entries(headers)) assert.equal(answer.headers.get(name), value);
      assert.deepEqual([rest.remote.branches(), rest.bugs], [[], []], "nothing was done");
    });

  it("all mistakes of all entries at once", async () => {
    const services = [{ ...mail, name: "m" }, { name: "news" }, { ...mail, name: "post", size: "huge" }];
    const { body } = await rest.call("POST", "/api/v1/services:batch", { body: { services } });
    assert.deepEqual(
      body.errors?.map(({ code, pointer }) => `${String(code)} ${String(pointer)}`),
      ["CAT025 #/services/0/name", "CAT021 #/services/1"],
    );
    services[0] = mail;
    services[1] = { ...mail, name: "news", team: "payment" };
    const next = await rest.call("POST", "/api/v1/services:batch", { body: { services } });
    assert.deepEqual(
      next.body.errors?.map(({ code, pointer }) => `${String(code)} ${String(pointer)}`),
      ["CAT010 #/services/1/team", "CAT014 #/services/2/size"],
    );
  });

  it("a code tells what it means", async () => {
    const { body } = await rest.call("GET", "/problems/CAT010");
    assert.deepEqual(body, { code: "CAT010", title: "Unknown team" });
    assert.equal((await rest.call("GET", "/problems/toString")).status, 404);
  });
});

describe("the REST server's limits", function () {
  this.timeout(60_000);

  it("a token has a budget of requests a minute, that comes back with time", async () => {
    const rest = restServer({ requestsPerMinute: 3 });
    const statuses = [];
    for (let at = 0; at < 4; at++) statuses.push((await rest.call("GET", "/api/v1/services")).status);
    assert.deepEqual(statuses, [200, 200, 200, 429]);
    const refused = await rest.call("GET", "/api/v1/services");
    assert.equal(refused.headers.get("Retry-After"), "20");
    assert.equal((await rest.call("GET", "/api/v1/services", { as: "reader" })).status, 200, "another token");
    rest.clock.now += 20_000;
    assert.equal((await rest.call("GET", "/api/v1/services")).status, 200);
    await rest.close();
  });

  it("a token is good until the end of its last day", async () => {
    const [reader] = callers;
    const rest = restServer({ tokens: () => [{ ...reader!, expires: "2026-01-05" }] });
    assert.equal((await rest.call("GET", "/api/v1/services", { as: "reader" })).status, 200);
    rest.clock.now = Date.UTC(2026, 0, 6);
    const { status, body } = await rest.call("GET", "/api/v1/services", { as: "reader" });
    assert.equal(status, 401);
    assert.match(String(body["detail"]), /expired after 2026-01-05/);
    rest.clock.now -= day;
    await rest.close();
  });

  it("shutting down, it refuses what is new", async () => {
    const rest = restServer();
    rest.server.refuse();
    const { status, headers, body } = await rest.call("POST", "/api/v1/services", { body: mail });
    assert.deepEqual([status, headers.get("Retry-After"), body["type"]], [503, "30", "/problems/SRV021"]);
    assert.equal(headers.get("Connection"), "close");
    assert.equal((await rest.server.app.request("/readyz")).status, 503);
    assert.equal((await rest.server.app.request("/healthz")).status, 200);
    await rest.close();
  });

  it("no answer and no log holds a token", async () => {
    const rest = restServer();
    const told = await rest.call("POST", "/api/v1/services", { as: "platform", body: mail });
    const all = JSON.stringify([told.body, [...told.headers], rest.audit()]);
    for (const secret of Object.values(secrets)) assert.equal(all.includes(secret), false);
    await rest.close();
  });

  it("a second server on the same state is refused", async () => {
    const rest = restServer();
    writeFileSync(`${rest.stateDir}/lock`, "1\n"); // process 1 lives on every machine
    await assert.rejects(async () => restServer({}, rest), /is used by process 1 .*SRV019/);
    await rest.close();
  });
});
