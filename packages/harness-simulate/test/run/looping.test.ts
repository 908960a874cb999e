import assert from "node:assert/strict";
import { loopOf, schedule } from "../../src/run/looping";

const asIs = (text: string) => text;
const turns = (strategy: object, resolve = asIs) => {
  const { iterations, concurrency } = loopOf({ strategy }, resolve);
  return { concurrency, turns: iterations.map(({ suffix, label }) => `${suffix} ${label}`.trim()) };
};

describe("looping strategies", () => {
  it("none is one turn without a suffix", () => {
    assert.deepEqual(turns({}), { concurrency: 1, turns: [""] });
  });

  it("a matrix is every combination but those excluded", () => {
    const matrix = {
      region: ["eu", "us"],
      cell: [1, 2],
      exclude: [{ region: "us", cell: 2 }],
      maxConcurrency: 2,
    };
    assert.deepEqual(turns({ matrix }), {
      concurrency: 2,
      turns: ["_0_0 region eu, cell 1", "_0_1 region eu, cell 2", "_1_0 region us, cell 1"],
    });
  });

  it("an axis may be an expression for JSON or for words", () => {
    const resolve = (text: string) => ({ "<+a>": '["x","y"]', "<+b>": "p, q" })[text] ?? text;
    assert.deepEqual(turns({ matrix: { a: "<+a>" } }, resolve).turns, ["_0 a x", "_1 a y"]);
    assert.deepEqual(turns({ repeat: { items: "<+b>" } }, resolve).turns, ["_0 p", "_1 q"]);
  });

  it("repeat takes items or times, parallelism a number", () => {
    assert.deepEqual(turns({ repeat: { items: ["a", "b"] } }), { concurrency: 2, turns: ["_0 a", "_1 b"] });
    assert.deepEqual(turns({ repeat: { times: 3, maxConcurrency: 1 } }).turns, ["_0 0", "_1 1", "_2 2"]);
    assert.deepEqual(turns({ parallelism: 2 }), { concurrency: 2, turns: ["_0 1 of 2", "_1 2 of 2"] });
  });

  it("expressions see the turn", () => {
    const { iterations } = loopOf({ strategy: { matrix: { cell: ["a", "b"] } } }, asIs);
    assert.deepEqual(iterations[1]!.scope, {
      matrix: { cell: "b" },
      strategy: { iteration: 1, iterations: 2, identifierPostFix: "_1" },
    });
  });

  it("so many run at once, and one that ends makes room", () => {
    const starts: number[] = [];
    const run = (length: number, start: number) => {
      starts.push(start);
      return start + length;
    };
    assert.equal(schedule([10, 3, 3, 3], 2, 100, run), 110);
    assert.deepEqual(starts, [100, 100, 103, 106]);
    assert.equal(schedule([], 2, 100, run), 100);
    assert.equal(schedule([1, 1], 1, 0, run), 2);
  });
});
