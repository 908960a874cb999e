/** The template library as it is shipped, and reading it. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { templateTypes } from "../../src/catalog/library/model";
import { readTemplateLibrary } from "../../src/catalog/library/read";
import { archetypes, strategies, targets } from "../../src/catalog/schema/common";
import { codeAndPlace, problemsIn } from "../catalog/base";
import { deployTemplate } from "../../src/catalog/library/deploy";
import { linksIn } from "harness-simulate/expand/links";
import { breakingInputs, openInputs } from "../../src/documents/versions/surface";

describe("the template library", () => {
  const library = readTemplateLibrary();
  const versions = [...library.values()].flat();

  it("has a deployment template for every target, archetype and strategy", () => {
    for (const target of targets)
      for (const archetype of archetypes)
        for (const strategy of strategies)
          assert.ok(library.has(deployTemplate(target, archetype, strategy)));
  });

  it("holds templates of all four types", () => {
    assert.deepEqual([...new Set(versions.map(({ type }) => type))].sort(), [...templateTypes].sort());
  });

  it("links only versions that are there, and only of the types that come before", () => {
    const rank = (type: string) => templateTypes.findIndex((each) => each === type);
    for (const { identifier, type, spec } of versions) {
      for (const { templateRef, versionLabel } of linksIn(spec)) {
        const linked = library.get(templateRef)?.find(({ label }) => label === versionLabel);
        assert.ok(linked !== undefined, `${identifier} links ${templateRef}@${versionLabel}`);
        assert.ok(rank(linked.type) < rank(type), `${identifier} links ${templateRef}`);
      }
    }
  });

  it("breaks no inputs within a major version", () => {
    for (const [, all] of library) {
      for (const [index, version] of all.entries()) {
        const before = all[index - 1];
        if (before === undefined || before.label.split(".")[0] !== version.label.split(".")[0]) continue;
        const { gone, needed } = breakingInputs(openInputs(before.spec), openInputs(version.spec));
        assert.deepEqual([...gone, ...needed], [], `${version.identifier}@${version.label}`);
      }
    }
  });
});

describe("reading a template library", () => {
  let dir = "";
  const file = (identifier: string, name: string, text: string) => {
    mkdirSync(join(dir, identifier), { recursive: true });
    writeFileSync(join(dir, identifier, name), text);
  };
  const template = (changes: Record<string, string> = {}) =>
    `template:\n${Object.entries({
      name: "Bake",
      identifier: "bake",
      versionLabel: "1.0.0",
      type: "Stage",
      spec: "{ type: Custom }",
      ...changes,
    })
      .map(([key, value]) => `  ${key}: ${value}\n`)
      .join("")}`;
  const read = () =>
    problemsIn(() => readTemplateLibrary(dir)).map((each) => [codeAndPlace(each), each.message]);

  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-library-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("orders versions as versions, not as text", () => {
    for (const label of ["1.10.0", "1.9.0"]) file("bake", `${label}.yaml`, template({ versionLabel: label }));
    assert.deepEqual(
      readTemplateLibrary(dir)
        .get("bake")
        ?.map(({ label }) => label),
      ["1.9.0", "1.10.0"],
    );
  });

  const mistakes: [string, string, string, RegExp][] = [
    ["YAML that cannot be read", "1.0.0.yaml", "template: {", /^TPL002 .*:1:12/],
    [
      "an identifier that is not the folder",
      "1.0.0.yaml",
      template({ identifier: "bak" }),
      /^TPL002 .*:3:15/,
    ],
    ["a label that is not the file", "1.0.1.yaml", template(), /^TPL002 .*:4:17/],
    ["a label that is no version", "1.0.yaml", template({ versionLabel: '"1.0"' }), /^TPL002 .*:4:17/],
    ["an unknown type", "1.0.0.yaml", template({ type: "Stages" }), /^TPL002 .*:5:9/],
    ["an empty spec", "1.0.0.yaml", template({ spec: "{}" }), /^TPL002 .*:6:9/],
  ];
  for (const [title, name, text, expected] of mistakes) {
    it(`refuses ${title}, with its place`, () => {
      file("bake", name, text);
      const [[place = ""] = [], ...others] = read();
      assert.match(place, expected);
      assert.deepEqual(others, []);
    });
  }

  it("says which variable names the folder when it is not there", () => {
    const [problem] = problemsIn(() => readTemplateLibrary(join(dir, "nowhere")));
    assert.equal(problem?.code, "TPL001");
    assert.match(problem.hint, /HARNESS_CATALOG_TEMPLATES/);
  });
});
