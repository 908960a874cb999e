import assert from "node:assert/strict";
import fc from "fast-check";
import { Limiter } from "../src/provider/api/limiter";
import { decide, delayBefore, maxFailures } from "../src/provider/api/retry";
import { virtualClock } from "./support/provider";

const never = new AbortController().signal;

describe("limiter", () => {
  it("never lets more than rate and burst through in any minute", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 30, max: 400 }),
        fc.integer({ min: 1, max: 20 }),
        async (perMinute, burst) => {
          const clock = virtualClock();
          const limiter = new Limiter({ perMinute, burst, concurrency: 1 }, clock);
          const starts: number[] = [];
          for (let i = 0; i < 2 * perMinute; i += 1) {
            await limiter.run(async () => starts.push(clock.now()), never);
          }
          for (const [i, start] of starts.entries()) {
            const within = starts.slice(i).filter((other) => other < start + 60_000).length;
            assert.ok(within <= perMinute + burst, `${within} calls in a minute`);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it("uses the whole rate", async () => {
    const clock = virtualClock();
    const limiter = new Limiter({ perMinute: 380, burst: 10, concurrency: 1 }, clock);
    const start = clock.now();
    for (let i = 0; i < 390; i += 1) await limiter.run(async () => undefined, never);
    assert.ok(clock.now() - start <= 60_500, `${clock.now() - start} ms`);
  });

  it("holds everybody back after a pause", async () => {
    const clock = virtualClock();
    const limiter = new Limiter({ perMinute: undefined, burst: 1, concurrency: 2 }, clock);
    const start = clock.now();
    limiter.pause(5_000);
    await Promise.all([1, 2, 3].map(() => limiter.run(async () => undefined, never)));
    assert.equal(clock.now() - start, 5_000);
  });

  it("bounds the calls in flight and frees the place of one that fails", async () => {
    const limiter = new Limiter({ perMinute: undefined, burst: 1, concurrency: 3 }, virtualClock());
    let [running, most] = [0, 0];
    const work = async (i: number) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (i % 2 === 0) throw new Error("failed");
    };
    await Promise.allSettled(Array.from({ length: 20 }, (_, i) => limiter.run(() => work(i), never)));
    assert.equal(most, 3);
    assert.equal(running, 0);
  });
});

describe("retry", () => {
  const status = (code: number) => ({ kind: "answer", status: code }) as const;

  it("decides by outcome and by whether the call may be repeated", () => {
    assert.equal(decide(status(200), false, 0), "done");
    assert.equal(decide(status(404), true, 0), "done");
    assert.equal(decide(status(501), true, 1), "done");
    assert.equal(decide(status(429), false, 99), "retry");
    assert.equal(decide(status(503), true, 1), "retry");
    assert.equal(decide(status(503), false, 1), "ambiguous");
    assert.equal(decide({ kind: "broken" }, false, 1), "ambiguous");
    assert.equal(decide({ kind: "unconnected" }, false, 1), "retry");
    assert.equal(decide({ kind: "unconnected" }, false, maxFailures), "give up");
    assert.equal(decide(status(500), true, maxFailures), "give up");
  });

  it("waits longer each time, by half at least and up to 30 s", () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const wait = delayBefore(attempt, random);
          const ceiling = Math.min(30_000, 500 * 2 ** attempt);
          assert.ok(wait >= Math.floor(ceiling / 2) && wait <= ceiling);
        },
      ),
    );
  });
});
