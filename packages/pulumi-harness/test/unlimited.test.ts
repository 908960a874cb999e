/** A server without a limit may say so; only the default pace gives way to it. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "../src/provider/api/client";
import type { Clock } from "../src/provider/api/clock";
import { Limiter } from "../src/provider/api/limiter";
import { settingsFrom } from "../src/provider/api/settings";

/** Time stands still: a call that has to wait waits until its signal ends the wait. */
const standing: Clock = {
  now: () => 0,
  sleep: async (_ms, signal) => {
    await sleep(2 ** 30, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) });
  },
  random: () => 0.5,
};

/** A client with one token in all, and a server that says whether it limits. */
function clientOf(env: NodeJS.ProcessEnv, unlimited: boolean) {
  const settings = settingsFrom({ accountId: "a", platformApiKey: "k", endpoint: "http://h" }, env);
  const cancel = new AbortController();
  const limiter = new Limiter({ perMinute: settings.perMinute, burst: 1, concurrency: 8 }, standing);
  const log = { write: () => undefined, close: () => undefined };
  let sent = 0;
  const client = new Client(settings, limiter, standing, log, cancel.signal, async () => {
    sent += 1;
    return {
      outcome: { kind: "answer", status: 200 },
      body: "{}",
      serverTime: 0,
      hasNext: undefined,
      unlimited,
      reason: "",
    };
  });
  const call = { style: "v1", method: "GET", path: "/v1/x", proves: () => true } as const;
  const all = Promise.allSettled(Array.from({ length: 5 }, () => client.request(call)));
  return { all, cancel, sent: () => sent };
}

/** Long enough for every call that may go to have gone: none of them waits for anything but microtasks. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("a server without a limit", () => {
  it("frees calls that wait for the default pace", async () => {
    const { all, sent } = clientOf({}, true);
    await all;
    assert.equal(sent(), 5);
  });

  for (const [title, env, unlimited] of [
    ["a pace that somebody chose is kept", { HARNESS_RATE_LIMIT_PER_MINUTE: "60" }, true],
    ["a server that says nothing is paced", {}, false],
  ] as const) {
    it(title, async () => {
      const { all, cancel, sent } = clientOf(env, unlimited);
      await settled();
      assert.equal(sent(), 1);
      cancel.abort(new Error("end of the test"));
      assert.equal((await all).filter(({ status }) => status === "rejected").length, 4);
    });
  }
});
