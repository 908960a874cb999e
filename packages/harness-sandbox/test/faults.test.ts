import assert from "node:assert/strict";
import { createSandbox, type FaultKind, type FaultSpec, type Sandbox } from "../src";
import { Faults, readFaultSpec } from "../src/faults";
import { accountId, apiKey, TestAccount } from "./client";
import { get, newOrganization } from "./requests";

describe("sandbox faults", () => {
  const read = get("/ng/api/organizations/default");

  it("answer instead of the service: 429 and 500 leave no trace", async () => {
    const account = new TestAccount();
    const before = account.bytes();
    account.sandbox.faults({
      rules: [
        { kind: "429", times: 1 },
        { kind: "500", times: 1 },
      ],
    });
    const statuses = [];
    for (let i = 0; i < 2; i++) statuses.push((await account.send(newOrganization("a"))).status);
    assert.deepEqual(statuses, [429, 500]);
    assert.equal(account.bytes(), before);
    await account.given(newOrganization("a"));
    assert.equal(account.sandbox.calls().rejected429, 1);
  });

  it("carry the call out and then fail", async () => {
    const account = new TestAccount();
    account.sandbox.faults({ rules: [{ kind: "accepted-then-failed", times: 1 }] });
    assert.equal((await account.send(newOrganization("a"))).status, 500);
    await account.must(get("/ng/api/organizations/a"));
    assert.equal((await account.send(newOrganization("a"))).body.code, "DUPLICATE_FIELD");
  });

  it("match method and path, by part or by expression, after and as often as said", async () => {
    const faults = new Faults();
    faults.set({
      rules: [{ kind: "500", match: { method: "post", path: "^/ng/api/services" }, after: 1, times: 2 }],
    });
    const fired = (method: string, path: string) => faults.next(method, path) !== undefined;
    assert.equal(fired("GET", "/ng/api/servicesV2"), false);
    assert.equal(fired("POST", "/x/ng/api/servicesV2"), false);
    assert.deepEqual(
      Array.from({ length: 4 }, () => fired("POST", "/ng/api/servicesV2")),
      [false, true, true, false],
    );
  });

  it("are the same for the same seed, and others for another", () => {
    const run = (seed: number) => {
      const faults = new Faults();
      faults.set({ seed, rules: [{ kind: "500", probability: 0.3 }] });
      return Array.from({ length: 200 }, () => (faults.next("GET", "/x") === undefined ? "." : "X")).join("");
    };
    assert.equal(run(7), run(7));
    assert.notEqual(run(7), run(8));
    const share = run(7).split("X").length - 1;
    assert.ok(share > 40 && share < 80, `${share} of 200 at probability 0.3`);
  });

  it("end with no rules, and are refused when misspelt", () => {
    assert.deepEqual(readFaultSpec([]), { rules: [] });
    assert.throws(() => readFaultSpec({ rules: [{ kind: "explode" }] }), /kind/);
    assert.throws(() => readFaultSpec({ rule: [] }), /rule/);
    assert.throws(() => readFaultSpec({ rules: [{ kind: "500", probability: 2 }] }));
  });

  it("delay every call", async () => {
    const account = new TestAccount({ latencyMs: 5 });
    const started = performance.now();
    await account.given(read);
    assert.ok(performance.now() - started >= 4);
    account.sandbox.faults({ latencyMs: 0 });
    await account.given(read);
  });

  describe("on the wire", () => {
    let sandbox: Sandbox;
    before(async () => {
      sandbox = await createSandbox({ account: accountId, apiKey, rateLimit: "off" });
    });
    after(() => sandbox.close());

    const cases: [FaultKind, boolean][] = [
      ["drop", false],
      ["accepted-then-drop", true],
    ];
    for (const [kind, carriedOut] of cases) {
      it(`${kind}: the connection ends without an answer, ${carriedOut ? "after" : "before"} the call`, async () => {
        await control({ rules: [{ kind, times: 1, match: { method: "POST" } }] });
        const path = `${sandbox.url}/ng/api/organizations?accountIdentifier=${accountId}`;
        const identifier = carriedOut ? "after" : "before";
        const body = JSON.stringify({ organization: { identifier, name: "x" } });
        const headers = { "x-api-key": apiKey };
        await assert.rejects(fetch(path, { method: "POST", body, headers }), /fetch failed/);
        assert.equal(`account/${identifier}` in (sandbox.snapshot().organization ?? {}), carriedOut);
        assert.equal((await fetch(path, { headers })).status, 200);
      });
    }

    async function control(spec: FaultSpec): Promise<void> {
      const answer = await fetch(`${sandbox.url}/_sandbox/faults`, {
        method: "POST",
        body: JSON.stringify(spec),
      });
      assert.deepEqual(await answer.json(), spec);
    }
  });
});
