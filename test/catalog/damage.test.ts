/**
 * Damaged files never lose a service unnoticed.
 *
 * What holds: a file bracketed by "# begin catalog" and "# end catalog", as the example is, is refused when it is
 * cut at any byte behind the first of them. Without the brackets a cut inside a line is refused; a cut between two
 * lines is refused or yields the services above the cut, each of them complete but perhaps the last one, whose
 * optional fields below the cut are gone. Losing a quarter or less that way looks like a deletion that is meant.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { guardDeletions } from "../../src/catalog/guard";
import { parseCatalog } from "../../src/catalog/load";
import { parseSource } from "@harness-catalog/located-yaml/source";
import { CatalogError } from "@harness-catalog/problems";
import { basePlatform, baseServices } from "./base";
import { exampleFiles } from "./example";

describe("damaged files", () => {
  const [platform, services] = exampleFiles();
  const whole = namesIn(services.text)!;

  /** The services of a text, or undefined when it is refused. */
  function namesIn(text: string, platformText = platform.text): string[] | undefined {
    try {
      const catalog = parseCatalog([
        { ...platform, text: platformText },
        { ...services, text },
      ]);
      return catalog.services.map(({ name }) => name);
    } catch (error) {
      if (error instanceof CatalogError) return undefined;
      throw error;
    }
  }

  for (const [name, file] of [
    ["services.yaml", services],
    ["platform.yaml", platform],
  ] as const) {
    it(`the example's ${name} is refused when it is cut at any byte`, () => {
      const bracket = file.text.indexOf("# begin catalog") + "# begin catalog".length;
      const accepted: number[] = [];
      for (let length = bracket; length < file.text.length; length++) {
        if (parseSource({ path: name, text: file.text.slice(0, length) }).problems.length === 0)
          accepted.push(length);
      }
      assert.deepEqual(accepted, []);
      const early = [0, 1, Math.floor(bracket / 2), bracket - 1].map((length) => file.text.slice(0, length));
      for (const text of early) {
        assert.equal(name === "services.yaml" ? namesIn(text) : namesIn(services.text, text), undefined);
      }
    });
  }

  it("without brackets a cut is refused, stopped by the guard, or a small deletion at the end", () => {
    const open = services.text.replace(/^# (begin|end) catalog.*\n/gm, "");
    let accepted = 0;
    for (let length = 0; length <= open.length; length++) {
      const isLineEnd = open[length - 1] === "\n";
      if (!isLineEnd)
        assert.notEqual(
          parseSource({ path: "services.yaml", text: open.slice(0, length) }).problems.length,
          0,
        );
      const left = isLineEnd ? namesIn(open.slice(0, length)) : undefined;
      if (left === undefined) continue;
      accepted++;
      assert.deepEqual(left, whole.slice(0, left.length), "what is above the cut stays");
      const verdict = guardDeletions({
        before: { services: whole },
        after: { services: left, kept: {}, production: [] },
      });
      assert.ok(verdict.refused || left.length >= whole.length - 1, `${length}: ${left.join()}`);
    }
    assert.ok(accepted > 10, "some cuts between lines are valid YAML");
  });

  it("any cut, merge leftover, doubled or swapped line gives a catalog or problems, never another error", () => {
    const lines = baseServices.split("\n");
    const line = fc.nat({ max: lines.length - 1 });
    const damage = fc.oneof(
      fc.nat({ max: baseServices.length }).map((length) => baseServices.slice(0, length)),
      fc.tuple(line, line).map(([from, to]) => lines.toSpliced(from, 1, lines[to]!).join("\n")),
      fc
        .tuple(
          line,
          fc.constantFrom("<<<<<<< HEAD", "=======", ">>>>>>> x", "\t", "- ", "&a *b", "? :", "!!x", "%"),
        )
        .map(([at, junk]) => lines.toSpliced(at, 0, junk).join("\n")),
      fc
        .tuple(fc.nat({ max: baseServices.length }), fc.string({ unit: "binary", maxLength: 4 }))
        .map(([at, junk]) => baseServices.slice(0, at) + junk + baseServices.slice(at)),
    );
    fc.assert(
      fc.property(damage, (text) => void namesIn(text, basePlatform)),
      { numRuns: 400 },
    );
  });

  it("any bytes as a whole file give problems, never another error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(namesIn(text), undefined)),
      { numRuns: 200 },
    );
  });
});
