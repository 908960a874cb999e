import assert from "node:assert/strict";
import fc from "fast-check";
import { didYouMean, editDistance, listWords, nearest } from "@harness-catalog/problems/suggest";

describe("did you mean", () => {
  const environments = ["int", "pre", "prod"];
  const cases: [word: string, allowed: string[], expected: string | undefined][] = [
    ["prd", environments, "prod"],
    ["rpod", environments, "prod"],
    ["Prod", environments, "prod"],
    ["in", environments, "int"],
    ["staging", environments, undefined],
    ["payments_team", ["payments-team", "platform-team"], "payments-team"],
    ["platfrom-team", ["payments-team", "platform-team"], "platform-team"],
    ["x", [], undefined],
  ];
  for (const [word, allowed, expected] of cases) {
    it(`${word} of ${allowed.join(", ") || "nothing"}: ${expected ?? "no guess"}`, () =>
      assert.equal(nearest(word, allowed), expected));
  }

  it("gives the cure when nothing is close", () => {
    assert.equal(didYouMean("prd", environments, "add it"), 'did you mean "prod"?');
    assert.equal(didYouMean("moon", environments, "add it"), "add it");
  });

  it("cuts long lists", () => {
    assert.equal(listWords(environments), "int, pre, prod");
    assert.match(listWords(Array.from({ length: 15 }, (_, index) => `w${index}`)), /w11 and 3 more$/);
  });

  it("distance is symmetric, zero only for equal words and bounded by their lengths", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "-"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(distance, editDistance(b, a));
        assert.equal(distance === 0, a === b);
        assert.ok(distance >= Math.abs(a.length - b.length) && distance <= a.length + b.length);
      }),
    );
  });
});
