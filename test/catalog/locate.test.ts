import assert from "node:assert/strict";
import { excerpt, formatPath, locate, type Path } from "@harness-catalog/located-yaml/locate";
import { parseSource } from "@harness-catalog/located-yaml/source";

const text = `services:
  - name: ledger # the first
    regions: [north, south]
    strategy: { prod: canary }
    description:
    tags: &tags
      - money
  - name: orders
    tags: *tags
  - <<: &base { team: payments }
    name: third
`;

describe("locate", () => {
  const source = parseSource({ path: "services.yaml", text });
  const place = (path: Path, at?: "key") => {
    const { place, exact } = locate(source, path, at);
    return `${place.file}:${place.line}:${place.column}${exact ? "" : " near"}`;
  };

  const cases: [what: string, path: Path, at: "key" | undefined, expected: string][] = [
    ["a value", ["services", 0, "name"], undefined, "services.yaml:2:11"],
    ["a key", ["services", 0, "name"], "key", "services.yaml:2:5"],
    ["an entry", ["services", 1], undefined, "services.yaml:8:5"],
    ["an item of a list in brackets", ["services", 0, "regions", 1], undefined, "services.yaml:3:22"],
    ["a value in braces", ["services", 0, "strategy", "prod"], undefined, "services.yaml:4:23"],
    ["a key in braces", ["services", 0, "strategy", "prod"], "key", "services.yaml:4:17"],
    ["an empty value, at its key", ["services", 0, "description"], undefined, "services.yaml:5:5"],
    ["a value behind an alias, at its anchor", ["services", 1, "tags", 0], undefined, "services.yaml:7:9"],
    ["a merged value, at its anchor", ["services", 2, "team"], undefined, "services.yaml:10:23"],
    ["a missing key, at its entry", ["services", 1, "team"], undefined, "services.yaml:8:5 near"],
    ["a missing entry, at the list", ["services", 9, "name"], undefined, "services.yaml:2:3 near"],
    ["the whole file", [], undefined, "services.yaml:1:1"],
  ];
  for (const [what, path, at, expected] of cases) {
    it(`finds ${what}`, () => assert.equal(place(path, at), expected));
  }

  it("counts lines of Windows files the same", () => {
    const windows = parseSource({ path: "w.yaml", text: text.replaceAll("\n", "\r\n") });
    assert.deepEqual(locate(windows, ["services", 0, "regions", 1]).place, {
      file: "w.yaml",
      line: 3,
      column: 22,
    });
  });

  it("writes paths the way people read them", () => {
    assert.equal(formatPath(["services", 3, "environments", 1]), "services[3].environments[1]");
    assert.equal(formatPath([]), "");
  });
});

describe("excerpt", () => {
  it("shows the line with a caret below the column", () => {
    assert.equal(
      excerpt(text, { line: 3, column: 22 }),
      "3 |     regions: [north, south]\n                         ^",
    );
  });

  it("cuts long lines around the column", () => {
    const shown = excerpt(`${"a".repeat(500)}X${"b".repeat(500)}`, { line: 1, column: 501 }, 20);
    assert.equal(shown, "1 | aaaaaaaaaaXbbbbbbbbb\n              ^");
  });

  it("keeps the caret in place behind tabs, and at the end of the file", () => {
    assert.equal(excerpt("\tx: 1\r\n", { line: 1, column: 2 }), "1 |  x: 1\n     ^");
    assert.equal(excerpt("a\n", { line: 2, column: 1 }), "2 | \n    ^");
  });
});
