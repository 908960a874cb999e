import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CatalogError, codes, formatProblem, problem, type Problem } from "../src";
import type { CodeInfo } from "../src/codes";

interface Row {
  readonly code: string;
  readonly meaning: string;
  readonly example: string;
  readonly cure: string;
}

function documentedRows(): Row[] {
  const text = readFileSync(join(process.cwd(), "docs", "errors.md"), "utf8");
  return [...text.matchAll(/^\| ([A-Z]+\d{3}) \| (.*) \| (.*) \| (.*) \|$/gm)].map(
    ([, code, meaning, example, cure]) => ({
      code: code!,
      meaning: meaning!,
      example: example!,
      cure: cure!,
    }),
  );
}

const families = "CAT CMD HAR LINT TOOL SIM TPL POL GIT BST PRO SRV MAN NET".split(" ");

const place = { file: "catalog/services.yaml", line: 42, column: 13 };

describe("errors", () => {
  it("docs/errors.md has exactly one row for every code, in order", () => {
    assert.deepEqual(
      documentedRows().map(({ code }) => code),
      Object.keys(codes),
    );
  });

  it("each row has the code's title as its meaning, its exit code where it is not 1, an example and a cure", () => {
    for (const { code, meaning, example, cure } of documentedRows()) {
      const { title, exit }: CodeInfo = codes[code as keyof typeof codes];
      assert.equal(meaning, exit === 1 ? title : `${title} (exit code ${exit})`, code);
      assert.match(example, /^`.{8,}`$/, code);
      assert.match(cure, /.{15,}\.$/, code);
    }
  });

  it("every code has a family, a number of three digits and a title of its own", () => {
    assert.deepEqual(
      Object.keys(codes).filter((code) => !families.includes(/^([A-Z]+)\d{3}$/.exec(code)?.[1] ?? "")),
      [],
    );
    const titles = Object.values(codes).map(({ title }) => title);
    assert.equal(new Set(titles).size, titles.length);
  });

  it("a problem is printed with place, message, cure and code", () => {
    const full: Problem = {
      code: "CAT012",
      message: '"prd" is not one of int',
      hint: 'did you mean "int"?',
      place,
    };
    assert.equal(
      formatProblem(full),
      'catalog/services.yaml:42:13 "prd" is not one of int (did you mean "int"?)  [CAT012]',
    );
    assert.equal(formatProblem({ code: "CMD001", message: "what?", hint: "" }), "what?  [CMD001]");
  });

  it("an error carries all its problems and the exit code of the first", () => {
    const [first, second] = [
      problem("CMD002", "a", "b").problems[0]!,
      problem("CAT004", "c", "d", place).problems[0]!,
    ];
    const error = new CatalogError([first, second]);
    assert.equal(error.message, "a (b)  [CMD002]\ncatalog/services.yaml:42:13 c (d)  [CAT004]");
    assert.equal(error.exitCode, 4);
    assert.deepEqual(second.place, place);
    assert.equal("place" in first, false);
    assert.equal(new CatalogError([]).exitCode, 1);
  });
});
