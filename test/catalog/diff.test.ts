import assert from "node:assert/strict";
import fc from "fast-check";
import { diffLines } from "../../src/catalog/diff";

describe("diffLines", () => {
  it("shows a change with three lines around it", () => {
    const before = "a\nb\nc\nd\ne\nf\ng\nh\n";
    assert.equal(
      diffLines(before, before.replace("e\n", "E\nx\n")),
      "@@ -2,7 +2,8 @@\n b\n c\n d\n-e\n+E\n+x\n f\n g\n h",
    );
  });

  it("shows distant changes in hunks of their own", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index}`);
    const diff = diffLines(lines.join("\n"), ["new", ...lines.slice(0, -1)].join("\n"));
    assert.deepEqual(diff.match(/^@@.*@@$/gm), ["@@ -1,3 +1,4 @@", "@@ -27,4 +28,3 @@"]);
  });

  it("is empty for equal texts", () => assert.equal(diffLines("a\n", "a\n"), ""));

  it("counts an empty side from line 0", () => {
    assert.equal(diffLines("", "a\n"), "@@ -0,0 +1,1 @@\n+a");
    assert.equal(diffLines("a\n", ""), "@@ -1,1 +0,0 @@\n-a");
  });

  it("makes the new text when it is applied to the old one", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 30 })
      .map((lines) => lines.map((line) => `${line}\n`).join(""));
    fc.assert(
      fc.property(text, text, (before, after) =>
        assert.equal(patch(before, diffLines(before, after)), after),
      ),
    );
  });

  it("stays quick where everything differs", () => {
    const many = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word}${index}\n`).join("");
    assert.equal(diffLines(many("a"), many("b")).split("\n").length, 10_001);
  });
});

/** Applies a unified diff the way `patch` does, checking every line that it says is there. */
function patch(before: string, diff: string): string {
  const old = before.split("\n").slice(0, -1);
  const result: string[] = [];
  let at = 0;
  for (const line of diff === "" ? [] : diff.split("\n")) {
    const hunk = /^@@ -(\d+),(\d+) /.exec(line);
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === "0" ? 0 : 1);
      result.push(...old.slice(at, start));
      at = start;
    } else if (line.startsWith("+")) result.push(line.slice(1));
    else {
      assert.equal(old[at++], line.slice(1));
      if (line.startsWith(" ")) result.push(line.slice(1));
    }
  }
  return [...result, ...old.slice(at)].map((line) => `${line}\n`).join("");
}
