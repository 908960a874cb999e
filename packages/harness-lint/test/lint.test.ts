/** One mistake each: the right code at the right line and column, and nothing else; what is rendered has none. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { codes, formatProblem } from "@harness-catalog/problems";
import { lintDocument, lintRules, unknownContext } from "../src";
import { codeAndPlace, lint, withMistake } from "./base";
import { base } from "./documents";
import { holes } from "./holes";
import { rulesOf, table } from "./table";

describe("lint of rendered documents", () => {
  it("finds nothing in documents without a mistake", () => {
    assert.deepEqual(lint(base).map(formatProblem), []);
  });

  for (const mistake of table) {
    it(mistake.title, () => {
      const { files, expected } = withMistake(mistake);
      const problems = lint(files);
      const all = problems.map(formatProblem).join("\n");
      assert.deepEqual([...new Set(problems.map(codeAndPlace))], [expected], all);
      assert.ok(all.includes(mistake.says), all);
    });
  }

  it("has a mistake for every code and a title for every mistake", () => {
    const marked = new Set(table.map((mistake) => withMistake(mistake).expected.split(" ")[1]));
    const wanted = Object.keys(codes).filter((code) => code.startsWith("LINT"));
    assert.deepEqual([...marked].sort(), wanted);
    assert.equal(new Set(table.map(({ title }) => title)).size, table.length);
  });

  it("has a rule for every code but that of unreadable text", () => {
    const ruled = new Set(Object.values(lintRules).map(({ code }) => code));
    const wanted = Object.keys(codes).filter((code) => code.startsWith("LINT") && code !== "LINT001");
    assert.deepEqual([...ruled].sort(), wanted);
  });

  it("has a mistake for every rule", () => {
    const shown = table.flatMap(rulesOf);
    assert.deepEqual([...new Set(shown)].sort(), Object.keys(lintRules).sort());
  });

  it("has a mistake for every hole of the published schema", () => {
    const titles = new Set(table.map(({ title }) => title));
    assert.deepEqual(
      Object.entries(holes).filter(([, title]) => !titles.has(title)),
      [],
    );
  });

  it("never throws, whatever the text is", () => {
    const lines = base[0]!.text.split("\n");
    const damage = fc.tuple(
      fc.nat(lines.length - 1),
      fc.constantFrom("", "- x", "a: [", "spec: 3", "\t", "steps: null", "<+"),
    );
    fc.assert(
      fc.property(damage, ([line, other]) => {
        const damaged = lines
          .map((each, index) => (index === line ? each.replace(/\S.*/, other) : each))
          .join("\n");
        lintDocument({ path: "pipelines/x.yaml", text: damaged, kind: "pipeline" }, unknownContext);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
