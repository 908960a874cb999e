import assert from "node:assert/strict";
import fc from "fast-check";
import { fullMatch, listed, meets, operators, unusable } from "../src/trigger/operators";

/** actual, operator, expected, whether it holds. */
const table: readonly (readonly [string, string, string, boolean])[] = [
  ["a", "Equals", "a", true],
  ["a", "Equals", "A", false],
  ["a", "Equals", "ab", false],
  ["", "Equals", "", true],
  ["a", "Equals", " ", false],
  ["a", "NotEquals", "b", true],
  ["a", "NotEquals", "a", false],
  ["a", "NotEquals", "", true],
  ["", "NotEquals", "", false],
  ["john", "In", "john, doe.john", true],
  ["doe.john", "In", "john, doe.john", true],
  ["jo", "In", "john, doe.john", false],
  ["john, doe.john", "In", "john, doe.john", false],
  ["a,b", "In", '"a,b", c', true],
  ['say "x"', "In", '"say ""x"""', true],
  ["anything", "In", "", true],
  ["v1", "In", "v.*", false],
  ["c", "NotIn", "a,b", true],
  ["b", "NotIn", "a, b", false],
  ["anything", "NotIn", "", true],
  ["v1.2.3", "Regex", "v[0-9.]+", true],
  ["xv1.2.3", "Regex", "v[0-9.]+", false],
  ["v1.2.3x", "Regex", "v[0-9.]+", false],
  ["b", "Regex", "a|b", true],
  ["ab", "Regex", "a|b", false],
  ["a\nb", "Regex", "a.b", true],
  ["v1\n", "Regex", "^v1$", false],
  ["", "Regex", ".*", false],
  ["anything", "Regex", "", true],
  ["release/1", "StartsWith", "release/", true],
  ["a/release/", "StartsWith", "release/", false],
  ["a", "StartsWith", "", true],
  ["", "StartsWith", "a", false],
  ["x.yaml", "EndsWith", ".yaml", true],
  ["x.yaml.bak", "EndsWith", ".yaml", false],
  ["abc", "Contains", "b", true],
  ["abc", "Contains", "B", false],
  ["", "Contains", "a", false],
  ["abc", "DoesNotContain", "x", true],
  ["abc", "DoesNotContain", "b", false],
  ["abc", "DoesNotContain", "", true],
];

describe("operators of trigger conditions", () => {
  for (const [actual, operator, expected, holds] of table)
    it(`${JSON.stringify(actual)} ${operator} ${JSON.stringify(expected)} is ${holds}`, () =>
      assert.equal(meets(actual, operator, expected), holds));

  it("every operator of Harness has a row that holds and one that does not", () => {
    assert.deepEqual(
      [...operators].sort(),
      "Contains DoesNotContain EndsWith Equals In NotEquals NotIn Regex StartsWith".split(" "),
    );
    for (const operator of operators)
      assert.equal(
        new Set(table.filter((row) => row[1] === operator).map((row) => row[3])).size,
        2,
        operator,
      );
  });

  it("an unknown operator and a broken pattern are unusable and never met", () => {
    assert.equal(unusable("NotNull", ""), "unknown operator");
    assert.equal(unusable("toString", ""), "unknown operator");
    assert.equal(unusable("Regex", "("), "bad pattern");
    assert.equal(unusable("Regex", "a+"), undefined);
    assert.equal(meets("a", "NotNull", ""), false);
    assert.equal(meets("(", "Regex", "("), false);
  });

  it("each pair of opposites disagrees on every value, as long as something is expected", () => {
    const word = fc.stringMatching(/^[a-c,]{1,4}$/);
    const pairs = [
      ["Equals", "NotEquals"],
      ["In", "NotIn"],
      ["Contains", "DoesNotContain"],
    ] as const;
    fc.assert(
      fc.property(word, word, fc.constantFrom(...pairs), (actual, expected, [positive, negative]) => {
        assert.notEqual(meets(actual, positive, expected), meets(actual, negative, expected));
      }),
      { numRuns: 500 },
    );
  });

  it("a list is split at commas outside of quotes", () => {
    assert.deepEqual(listed('a , "b,c",""'), ["a", "b,c", ""]);
  });

  it("a pattern without text matches nothing", () => assert.equal(fullMatch(".*", ""), false));
});
