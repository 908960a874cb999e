import assert from "node:assert/strict";
import { Script } from "node:vm";
import fc from "fast-check";
import type { CatalogError } from "@harness-catalog/problems";
import { createSandbox } from "../src";
import { escapeHtml, inspectorPage } from "../src/inspector/page";
import { inspectorScript } from "../src/inspector/script";
import { RateLimit } from "../src/rateLimit";
import { accountId, apiKey, TestAccount } from "./client";
import { get, newOrganization, newProject, newService, newTemplate, put, v1 } from "./requests";

describe("sandbox control", () => {
  it("counts calls by method and route, without its own", async () => {
    const account = new TestAccount();
    await account.given(newProject(), newService("a"), newService("b"));
    await account.send(get(`${v1}/pipelines/none`));
    await account.send(get("/nowhere"));
    await account.given({ method: "GET", path: "/_sandbox/snapshot" });
    const counts = (await account.must({ method: "GET", path: "/_sandbox/calls" })).body;
    assert.deepEqual(counts, {
      total: 5,
      byMethod: { GET: 2, POST: 3 },
      byRoute: {
        "GET (unknown path)": 1,
        "GET /v1/orgs/:org/projects/:project/pipelines/:pipeline": 1,
        "POST /ng/api/projects": 1,
        "POST /ng/api/servicesV2": 2,
      },
      rejected429: 0,
    });
    const before = account.bytes();
    await account.given({ method: "POST", path: "/_sandbox/calls/reset" });
    assert.equal(account.sandbox.calls().total, 0);
    assert.equal(account.bytes(), before);
  });

  it("resets objects, faults, counters and rate limit", async () => {
    const account = new TestAccount({ rateLimit: 2 });
    const empty = account.bytes();
    await account.given(newOrganization("a"), newOrganization("b"));
    assert.equal((await account.send(newOrganization("c"))).status, 429);
    account.sandbox.faults({ rules: [{ kind: "500" }] });
    await account.given({ method: "POST", path: "/_sandbox/reset" });
    assert.equal(account.bytes(), empty);
    assert.equal(account.sandbox.calls().total, 0);
    await account.given(newOrganization("a"));
  });

  it("gives byte-identical snapshots of equal states, whatever the way and the time", async () => {
    const first = new TestAccount();
    await first.given(newProject(), newService("a"), newService("b"), newTemplate("t", "v1"));
    const second = new TestAccount();
    second.time += 86_400_000;
    await second.given(
      newOrganization("x"),
      newProject(),
      newTemplate("t", "v1"),
      newService("b"),
      newService("a"),
    );
    const changed = { organization: { identifier: "x", name: "y" } };
    await second.given(put("/ng/api/organizations/x", changed), {
      method: "DELETE",
      path: "/ng/api/organizations/x",
    });
    assert.equal(second.bytes(), first.bytes());
    const { text } = await first.must({ method: "GET", path: "/_sandbox/snapshot" });
    assert.equal(text, first.bytes());
  });

  it("refuses malformed faults with what is wrong", async () => {
    const account = new TestAccount();
    const send = (body: string) => account.send({ method: "POST", path: "/_sandbox/faults", body });
    assert.match((await send('{"rules":[{"kind":"x"}]}')).text, /rules\.0\.kind/);
    assert.match((await send("{")).text, /not valid JSON/);
  });

  it("serves the inspector, which writes text and no markup", async () => {
    const account = new TestAccount({ account: '<b>"ACC"</b>' });
    for (const path of ["/", "/_sandbox"]) {
      const answer = await account.sandbox.app.request(path);
      assert.match(answer.headers.get("content-type") ?? "", /text\/html/);
      assert.doesNotMatch(await answer.text(), /<b>"ACC"/);
    }
    assert.doesNotMatch(inspectorScript, /innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
    assert.doesNotThrow(() => new Script(inspectorScript));
    const ids = [...inspectorScript.matchAll(/byId\("(\w+)"\)/g)].map((match) => match[1]);
    for (const id of ids) assert.match(inspectorPage("a"), new RegExp(`id="${id}"`));
  });

  it("escapes any text", () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(escapeHtml(text))));
  });
});

describe("sandbox rate limit", () => {
  it("slides: a call is allowed again one minute after the one it waits for", () => {
    let now = 0;
    const limit = new RateLimit(2, () => now);
    limit.admit();
    now = 30_000;
    limit.admit();
    now = 59_999;
    assert.throws(() => limit.admit(), /Too many requests/);
    now = 60_000;
    limit.admit();
    assert.throws(() => limit.admit(), /Too many requests/);
    now = 90_000;
    limit.admit();
  });

  it("never admits more than the limit in any minute", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 10 }), (waits, limit) => {
        let now = 0;
        const rate = new RateLimit(limit, () => now);
        const admitted: number[] = [];
        for (const wait of waits) {
          now += wait;
          try {
            rate.admit();
            admitted.push(now);
          } catch {
            const inWindow = admitted.filter((at) => at > now - 60_000).length;
            assert.equal(inWindow, limit, "refused although there was room");
          }
        }
        return admitted.every((at, index) => (admitted[index + limit] ?? Infinity) - at >= 60_000);
      }),
    );
  });
});

describe("sandbox server", () => {
  it("listens on the loopback, reports its place and frees it", async () => {
    const sandbox = await createSandbox({ account: accountId, apiKey });
    assert.equal(sandbox.url, `http://127.0.0.1:${sandbox.port}`);
    assert.equal(sandbox.account, accountId);
    const taken = createSandbox({ account: accountId, apiKey, port: sandbox.port });
    await assert.rejects(taken, (error: CatalogError) => error.problems[0]?.code === "CMD006");
    await sandbox.close();
    const next = await createSandbox({ account: accountId, apiKey, port: sandbox.port });
    await next.close();
  });
});
