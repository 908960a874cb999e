import assert from "node:assert/strict";
import { elapsed, withProgress } from "../../src/toolchain/progress";
import { stillClock } from "./world";

describe("src/toolchain/progress", () => {
  it("says what it does, then every five seconds how long it has taken", async () => {
    const clock = stillClock();
    const said: string[] = [];
    let finish = (_value: string): void => undefined;
    const work = withProgress(
      "building",
      clock,
      (message) => said.push(message),
      () => {
        return new Promise<string>((resolve) => (finish = resolve));
      },
    );
    clock.tick(12_000);
    finish("done");
    assert.equal(await work, "done");
    clock.tick(60_000);
    assert.deepEqual(said, ["building", "building, 5 s so far", "building, 10 s so far"]);
  });

  it("falls silent when the work fails", async () => {
    const clock = stillClock();
    const said: string[] = [];
    const work = withProgress(
      "building",
      clock,
      (message) => said.push(message),
      () => {
        return Promise.reject(new Error("no"));
      },
    );
    await assert.rejects(work, /no/);
    clock.tick(60_000);
    assert.deepEqual(said, ["building"]);
  });

  const words: readonly (readonly [number, string])[] = [
    [0, "0 s"],
    [35_000, "35 s"],
    [59_400, "59 s"],
    [60_000, "1 min 0 s"],
    [125_000, "2 min 5 s"],
  ];
  for (const [milliseconds, text] of words) {
    it(`${milliseconds} ms reads ${text}`, () => assert.equal(elapsed(milliseconds), text));
  }
});
