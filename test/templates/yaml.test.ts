import assert from "node:assert/strict";
import { parse } from "yaml";
import { renderYaml } from "../../src/documents/yaml";

describe("renderYaml", () => {
  it("keeps the order of members and leaves out what is undefined", () => {
    assert.equal(renderYaml("root", { b: 1, none: undefined, a: [] }), "root:\n  b: 1\n  a: []\n");
  });

  for (const text of [
    "yes",
    "no",
    "on",
    "12:30",
    "1_000",
    "010",
    "1.0",
    "null",
    "~",
    "",
    "# x",
    "a: b",
    "<<",
    " x",
  ]) {
    it(`writes ${JSON.stringify(text)} so that YAML 1.1 and 1.2 read the same text`, () => {
      const written = renderYaml("root", { text });
      assert.deepEqual(parse(written), { root: { text } });
      assert.deepEqual(parse(written, { version: "1.1" }), { root: { text } });
    });
  }

  it("keeps the lines of a long text and never folds one", () => {
    const text = `${"long ".repeat(60)}end\nsecond line`;
    const written = renderYaml("root", { text });
    assert.deepEqual(parse(written), { root: { text } });
    assert.equal(written.split("\n").length, 5);
  });

  it("repeats an object instead of pointing back at it by an alias", () => {
    const shared = { a: "x" };
    assert.equal(
      renderYaml("root", { one: shared, two: shared }),
      "root:\n  one:\n    a: x\n  two:\n    a: x\n",
    );
  });
});
