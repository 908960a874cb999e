import assert from "node:assert/strict";
import fc from "fast-check";
import { guardDeletions } from "../../catalog/guard";
import { formatProblem } from "../../errors";

const names = (count: number, prefix = "s") =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const without = (before: string[], lost: number) => before.slice(lost);

describe("the deletion guard", () => {
  const table: [title: string, before: number, lost: number, allow: number | undefined, refused: boolean][] =
    [
      ["nothing is lost", 5, 0, undefined, false],
      ["one of five, 20 %", 5, 1, undefined, false],
      ["one of four, exactly 25 %", 4, 1, undefined, false],
      ["one of three, 33 %", 3, 1, undefined, true],
      ["two of five, 40 %", 5, 2, undefined, true],
      ["ten of a hundred", 100, 10, undefined, false],
      ["eleven of a hundred, above ten services", 100, 11, undefined, true],
      ["the exact number is allowed", 100, 11, 11, false],
      ["one less than the number that is allowed", 100, 11, 12, true],
      ["one more than the number that is allowed", 100, 13, 12, true],
      ["all of them", 5, 5, undefined, true],
      ["all of them, with the exact number", 5, 5, 5, true],
      ["the last one, with the exact number", 1, 1, 1, true],
    ];
  for (const [title, count, lost, allowDeletions, expected] of table) {
    it(`${expected ? "refuses" : "allows"}: ${title}`, () => {
      const before = names(count);
      const verdict = guardDeletions({ before, after: without(before, lost), allowDeletions });
      assert.equal(verdict.refused, expected);
      assert.equal(verdict.deletions.length, lost);
    });
  }

  it("names what would be lost, the share, the limits and the word", () => {
    const verdict = guardDeletions({ before: names(5), after: ["s0", "s3", "s4"], allowDeletions: 3 });
    assert.ok(verdict.refused);
    assert.equal(
      formatProblem(verdict.problem),
      "2 of 5 services (40 %) would be deleted, not the 3 that are allowed; more than 25 % or 10 services need a word; " +
        "lost would be s1, s2 (restore the entries, or allow exactly this with --allow-deletions 2)  [CMD002]",
    );
  });

  it("points to destroy when nothing would be left", () => {
    const verdict = guardDeletions({ before: ["ab"], after: [], allowDeletions: 1 });
    assert.ok(verdict.refused && /destroy/.test(verdict.problem.hint));
  });

  it("has nothing to say about a first run", () => {
    assert.deepEqual(guardDeletions({ before: [], after: names(500) }), { refused: false, deletions: [] });
  });

  it("never lets more go than the limits without the exact number, and always reports exactly what is lost", () => {
    const set = fc.uniqueArray(fc.constantFrom(...names(60)));
    fc.assert(
      fc.property(
        set,
        set,
        fc.option(fc.nat({ max: 60 }), { nil: undefined }),
        (before, after, allowDeletions) => {
          const { refused, deletions } = guardDeletions({ before, after, allowDeletions });
          assert.deepEqual([...deletions], before.filter((name) => !after.includes(name)).sort());
          const small = deletions.length <= 10 && deletions.length <= before.length / 4;
          const allowed =
            deletions.length === 0 || (after.length > 0 && (small || allowDeletions === deletions.length));
          assert.equal(refused, !allowed);
        },
      ),
    );
  });
});
