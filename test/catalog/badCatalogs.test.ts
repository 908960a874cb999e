/** One mistake each: the right code at the right line and column, and nothing else. Proves nothing about files. */
import assert from "node:assert/strict";
import { codes, formatProblem } from "@harness-catalog/problems";
import { badDelegates, goodDelegates } from "./badDelegates";
import { badDelivery } from "./badDelivery";
import { badFiles } from "./badFiles";
import { badGitHub } from "./badGitHub";
import { badOwnership, exempted } from "./badOwnership";
import { badPlatform } from "./badPlatform";
import { badPlatformRules } from "./badPlatformRules";
import { badServiceRules } from "./badServiceRules";
import { badServices } from "./badServices";
import { badJoints, badTexts } from "./badTexts";
import { changed, codeAndPlace, problemsOf, readMarks } from "./base";

const table = [
  ...badServices,
  ...badServiceRules,
  ...badPlatform,
  ...badPlatformRules,
  ...badDelivery,
  ...badDelegates,
  ...badFiles,
  ...badGitHub,
  ...badOwnership,
  ...badTexts,
  ...badJoints,
];

describe("catalogs with one mistake", () => {
  it("the catalog they are made from has none", () => {
    assert.deepEqual(problemsOf(changed({})), []);
  });

  for (const [title, platform] of Object.entries(goodDelegates)) {
    it(`nothing is wrong with delegates: ${title}`, () => {
      assert.deepEqual(problemsOf(changed({ platform })), []);
    });
  }

  for (const [title, changes] of Object.entries(exempted)) {
    it(`nothing is wrong with ${title}`, () => assert.deepEqual(problemsOf(changed(changes)), []));
  }

  for (const bad of table) {
    it(bad.title, () => {
      const { files, expected } = readMarks(changed(bad));
      const problems = problemsOf(files);
      assert.deepEqual(problems.map(codeAndPlace), expected);
      assert.equal(expected.length, 1);
      assert.ok(
        problems.map(formatProblem).join().includes(bad.says),
        problems.map(formatProblem).join("\n"),
      );
    });
  }

  it("cover every code of the catalog but those of folders, team files and editing", () => {
    // CAT072 needs a library with two versions of a template, see rings.test.ts
    const elsewhere = [
      "CAT001",
      "CAT008",
      "CAT035",
      "CAT036",
      "CAT037",
      "CAT041",
      "CAT060",
      "CAT063",
      "CAT072",
    ];
    const marks = table.flatMap((bad) => readMarks(changed(bad)).expected.map((mark) => mark.split(" ")[0]!));
    const wanted = Object.keys(codes).filter((code) => code.startsWith("CAT") && !elsewhere.includes(code));
    assert.deepEqual([...new Set(marks)].sort(), wanted.sort());
  });

  it("have titles that tell them apart", () => {
    assert.equal(new Set(table.map(({ title }) => title)).size, table.length);
    assert.ok(table.length >= 45, `${table.length}`);
  });
});
