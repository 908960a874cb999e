/** The HTTP client against a scripted transport and virtual time. */
import assert from "node:assert/strict";
import {
  AmbiguousWrite,
  HarnessError,
  isConflict,
  isNotFound,
  Unreachable,
} from "../src/provider/api/errors";
import { settingsFrom } from "../src/provider/api/settings";
import type { HttpAnswer } from "../src/provider/api/transport";
import { answer, broken, get, post, proves, scripted, unconnected } from "./support/scripted";

describe("harness client", () => {
  it("sends key, account and scope where the API style wants them", async () => {
    const { client, sent } = scripted(answer(200, { status: "SUCCESS", data: { ok: true } }));
    await client.request({ ...get, query: { orgIdentifier: "o", projectIdentifier: undefined } });
    await client.request({ style: "v1", method: "POST", path: "/v1/orgs/o/x", body: { a: "ä&b" }, proves });
    await client.request({ style: "ng", method: "PUT", path: "/t", body: "trigger: {}", proves });
    assert.equal(sent[0]?.url, "https://h.example/gateway/ng/api/x/y?accountIdentifier=acct&orgIdentifier=o");
    assert.equal(sent[0]?.headers["x-api-key"], "key");
    assert.equal(sent[1]?.url, "https://h.example/gateway/v1/orgs/o/x");
    assert.equal(sent[1]?.headers["harness-account"], "acct");
    assert.equal(sent[1]?.body, '{"a":"ä&b"}');
    assert.deepEqual([sent[2]?.body, sent[2]?.headers["content-type"]], ["trigger: {}", "application/json"]);
  });

  it("unwraps the three envelopes", async () => {
    const body = { status: "SUCCESS", data: { id: 1 } };
    assert.deepEqual((await scripted(answer(200, body)).client.request(get)).entity, { id: 1 });
    assert.deepEqual(
      (await scripted(answer(200, body)).client.request({ ...get, style: "v1" })).entity,
      body,
    );
    assert.equal((await scripted(answer(204, "")).client.request({ ...get, style: "pm" })).entity, undefined);
  });

  it("reads the message of an error wherever it is", async () => {
    const bodies: [unknown, RegExp][] = [
      [{ code: "X", message: "one" }, /^one$/],
      [{ code: "X", responseMessages: [{ message: "two" }] }, /^two$/],
      [{ code: "X", errors: [{ fieldId: "f", error: "three" }] }, /^f three$/],
      [{ code: "X" }, /^HTTP 400$/],
    ];
    for (const [body, message] of bodies) {
      await assert.rejects(scripted(answer(400, body)).client.request(get), (error: HarnessError) => {
        assert.equal(error.code, "X");
        assert.match(error.message, message);
        return true;
      });
    }
  });

  it("takes a denial by governance as an error, although it answers 200", async () => {
    const body = { status: "SUCCESS", data: { service: null, governanceMetadata: { deny: true, id: "e1" } } };
    await assert.rejects(scripted(answer(200, body)).client.request(post), /denied by policy evaluation e1/);
  });

  it("believes a 404 only when Harness says it", async () => {
    const of = async (reply: HttpAnswer) =>
      scripted(reply)
        .client.request(get)
        .catch((error: unknown) => error);
    assert.ok(isNotFound(await of(answer(404, { code: "RESOURCE_NOT_FOUND_EXCEPTION", message: "x" }))));
    assert.ok(isNotFound(await of(answer(400, { code: "ENTITY_NOT_FOUND", message: "x" }))));
    assert.ok(isNotFound(await of(answer(404, { name: "not_found", id: "x", message: "x", fault: false }))));
    assert.ok(!isNotFound(await of(answer(404, "<html>no such route</html>"))));
    assert.ok(!isNotFound(await of(answer(404, { message: "no Route matched with those values" }))));
    assert.ok(!isNotFound(await of(answer(404, { code: 404, message: "HTTP 404 Not Found" }))));
    assert.ok(!isNotFound(await of(answer(404, { status: 404, error: "Not Found", path: "/x" }))));
    assert.ok(!isNotFound(await of(answer(404, ""))));
    assert.ok(!isNotFound(await of(answer(400, { code: "INVALID_REQUEST", message: "not found" }))));
  });

  it("recognises an object that exists already", async () => {
    const of = async (reply: HttpAnswer) =>
      scripted(reply)
        .client.request(post)
        .catch((error: unknown) => error);
    assert.ok(isConflict(await of(answer(409, { message: "x" }))));
    assert.ok(isConflict(await of(answer(400, { code: "DUPLICATE_FIELD", message: "x" }))));
    assert.ok(
      isConflict(await of(answer(400, { code: "INVALID_REQUEST", message: "it already exists under" }))),
    );
    assert.ok(!isConflict(await of(answer(400, { code: "INVALID_REQUEST", message: "bad" }))));
  });

  it("repeats what is safe to repeat, with growing waits, and logs every attempt", async () => {
    const { client, clock, logged } = scripted(
      answer(503),
      broken,
      unconnected,
      answer(200, { status: "SUCCESS", data: 7 }),
    );
    const start = clock.now();
    assert.equal((await client.request(get)).entity, 7);
    assert.equal(clock.now() - start, 375 + 750 + 1500);
    assert.deepEqual(logged, [
      "GET /ng/api/x/y 503",
      "GET /ng/api/x/y ",
      "GET /ng/api/x/y ",
      "GET /ng/api/x/y 200",
    ]);
  });

  it("does not repeat a POST that may have happened", async () => {
    for (const reply of [answer(500), answer(502), broken]) {
      const { client, sent } = scripted(reply);
      await assert.rejects(client.request(post), AmbiguousWrite);
      assert.equal(sent.length, 1);
    }
  });

  it("repeats a POST that cannot have happened", async () => {
    const { client, sent } = scripted(answer(429), unconnected, answer(200, { status: "SUCCESS", data: 1 }));
    assert.equal((await client.request(post)).entity, 1);
    assert.equal(sent.length, 3);
  });

  it("does not repeat what Harness refused", async () => {
    for (const status of [400, 401, 403, 404, 409, 422, 501]) {
      const { client, sent } = scripted(answer(status, { message: "no" }));
      await assert.rejects(client.request(get), HarnessError);
      assert.equal(sent.length, 1);
    }
  });

  it("waits as long as an answer asks, where something in between asks", async () => {
    const busy = answer(429, {}, { outcome: { kind: "answer", status: 429, retryAfter: 20 } });
    const { client, clock } = scripted(busy, answer(200, { status: "SUCCESS", data: 1 }));
    const start = clock.now();
    await client.request(get);
    assert.equal(clock.now() - start, 20_000);
  });

  it("stops at the deadline", async () => {
    const { client, clock } = scripted(answer(429));
    const start = clock.now();
    await assert.rejects(client.request(get), Unreachable);
    assert.ok(clock.now() - start <= 60_000);
  });

  it("stops when cancelled", async () => {
    const { client, cancel, sent } = scripted(answer(503));
    cancel.abort();
    await assert.rejects(client.request(get), { name: "AbortError" });
    assert.equal(sent.length, 0);
  });
});

describe("client settings", () => {
  it("prefer inputs, then the environment, then defaults", () => {
    const env = {
      HARNESS_ACCOUNT_ID: "env",
      HARNESS_PLATFORM_API_KEY: "k",
      HARNESS_RATE_LIMIT_PER_MINUTE: "off",
    };
    const from = settingsFrom({ accountId: "input" }, env);
    assert.deepEqual([from.accountId, from.platformApiKey, from.perMinute], ["input", "k", undefined]);
    const none = settingsFrom({}, {});
    assert.deepEqual(
      [none.endpoint, none.perMinute, none.deadline],
      ["https://app.harness.io/gateway", 380, 600_000],
    );
  });

  it("refuse numbers that are none", () => {
    assert.throws(
      () => settingsFrom({}, { HARNESS_DEADLINE_SECONDS: "soon" }),
      /HARNESS_DEADLINE_SECONDS is "soon"/,
    );
    assert.throws(() => settingsFrom({}, { HARNESS_RATE_LIMIT_PER_MINUTE: "0" }), /must be a number above 0/);
  });
});
