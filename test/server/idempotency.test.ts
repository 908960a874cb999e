/** Asking twice, at once, and after a restart; and what is written down of it. */
import assert from "node:assert/strict";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DurableMap } from "../../src/server/durableMap";
import { createRemote } from "../support/remote";
import { restServer, type RestServer } from "../support/restServer";

const mail = { name: "mail", team: "payments", regions: ["north"] };
const key = { "Idempotency-Key": "k-1" };
const day = 86_400_000;

describe("idempotency of the REST server", function () {
  this.timeout(60_000);
  let rest: RestServer;
  beforeEach(() => (rest = restServer()));
  afterEach(async () => {
    assert.deepEqual(rest.bugs, []);
    await rest.close();
  });
  const post = (body: unknown = mail, headers: Record<string, string> = key) =>
    rest.call("POST", "/api/v1/services", { as: "payments", body, headers });

  it("the same key and body get the very same answer, also after a restart, for a day", async () => {
    const first = await post();
    assert.deepEqual([first.status, first.headers.get("Idempotency-Replayed")], [202, null]);
    rest.remote.merge("add-mail"); // would be answered otherwise by now
    const again = await post();
    assert.deepEqual(
      [again.status, again.body, again.headers.get("Location")],
      [202, first.body, "/api/v1/proposals/add-mail"],
    );
    assert.equal(again.headers.get("Idempotency-Replayed"), "true");
    rest = await rest.restart();
    assert.deepEqual((await post()).body, first.body);
    rest.clock.now += day + 1;
    assert.equal((await post()).body["status"], "unchanged");
  });

  it("the same key with another body, path or If-Match is refused; another caller has keys of its own", async () => {
    await post();
    const other = await post({ ...mail, name: "news" });
    assert.deepEqual([other.status, other.body["type"]], [422, "/problems/SRV008"]);
    const path = await rest.call("DELETE", "/api/v1/services/orders", { as: "payments", headers: key });
    assert.equal(path.status, 422);
    const caller = await rest.call("POST", "/api/v1/services", {
      body: { ...mail, name: "news" },
      headers: key,
    });
    assert.equal(caller.status, 202);
  });

  it("a refusal is not kept: what was cured may be sent under the same key", async () => {
    assert.equal((await post({ ...mail, team: "payment" })).status, 403);
    assert.equal((await post()).status, 202);
  });

  it("two at once under one key: one is carried out, the other waits or is told to", async () => {
    const statuses = (await Promise.all([post(), post()])).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), [202, 409]);
    assert.equal(rest.remote.git(["rev-list", "--count", "main..add-mail"]), "1");
  });

  it("two at once without a key share the proposal; two different ones for a name do not", async () => {
    const same = await Promise.all([post(mail, {}), post(mail, {})]);
    assert.deepEqual(same.map(({ status }) => status).sort(), [200, 202]);
    const news = { ...mail, name: "news" };
    const different = await Promise.all([post(news, {}), post({ ...news, size: "small" }, {})]);
    assert.deepEqual(different.map(({ status }) => status).sort(), [202, 409]);
  });

  it("only its author, or a token for all teams, may replace an open proposal", async () => {
    await rest.call("POST", "/api/v1/services", { body: mail });
    const theirs = await rest.call("POST", "/api/v1/services?replace=true", {
      as: "payments",
      body: { ...mail, size: "small" },
    });
    assert.deepEqual([theirs.status, theirs.body["type"]], [409, "/problems/PRO002"]);
    const own = await rest.call("POST", "/api/v1/services?replace=true", {
      body: { ...mail, size: "small" },
    });
    assert.deepEqual([own.status, own.body["status"]], [202, "replaced"]);
  });

  it("the audit log has who, what and what became of it, before and after; reads are not in it", async () => {
    await rest.call("GET", "/api/v1/services");
    await rest.call("POST", "/api/v1/services?dryRun=true", { body: mail });
    await post();
    await post();
    await rest.call("POST", "/api/v1/services", { as: "platform", body: mail });
    await rest.call("GET", "/api/v1/services", { headers: { Authorization: "Bearer nobody" } });
    const what = "POST /api/v1/services";
    const commit = rest.remote.git(["rev-parse", "add-mail"]);
    assert.deepEqual(rest.audit(), [
      { event: "request", who: "payments", what, services: ["mail"] },
      { event: "answer", who: "payments", what, services: ["mail"], status: 202, outcome: "created", branch: "add-mail", commit },
      { event: "answer", who: "payments", what, status: 202, outcome: "replayed" },
      { event: "request", who: "platform", what, services: ["mail"] },
      { event: "answer", who: "platform", what, services: ["mail"], status: 403, codes: ["SRV002"] },
      { event: "answer", what: "GET /api/v1/services", status: 401, codes: ["SRV001"] },
    ]); // prettier-ignore
    const line = readFileSync(join(rest.stateDir, "audit.jsonl"), "utf8").split("\n")[1]!;
    const { requestId, at } = JSON.parse(line) as { requestId: string; at: string };
    assert.equal(at, "2026-01-05T10:00:00.000Z");
    assert.match(
      rest.remote.git(["log", "-1", "--format=%B", "add-mail"]),
      new RegExp(`^Request-Id: ${requestId}$`, "m"),
    );
  });
});

describe("a durable map", () => {
  it("survives a restart and a last line that was cut off, and forgets what is old", () => {
    const remote = createRemote();
    const { dir } = remote;
    const clock = { now: 0 };
    const file = join(dir, "map.jsonl");
    const open = () => new DurableMap(file, z.number(), () => clock.now, 1000);
    const map = open();
    map.set("a", 1);
    clock.now = 600;
    map.set("b", 2);
    map.set("b", 3);
    map.close();
    appendFileSync(file, '{"key":"c","at":600,"val');
    clock.now = 1200;
    const again = open();
    assert.deepEqual([again.get("a"), again.get("b"), again.get("c")], [undefined, 3, undefined]);
    again.close();
    assert.equal(readFileSync(file, "utf8"), '{"key":"b","at":600,"value":3}\n');
    remote.close();
  });

  it("does not grow without end", () => {
    const remote = createRemote();
    const { dir } = remote;
    const file = join(dir, "map.jsonl");
    const map = new DurableMap(file, z.number(), () => 0, 1000);
    for (let at = 0; at < 2500; at++) map.set("a", at);
    assert.equal(map.get("a"), 2499);
    map.close();
    assert.ok(readFileSync(file, "utf8").split("\n").length < 1100);
    remote.close();
  });
});
