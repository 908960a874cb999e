/**
 * Shows every byte the shipped catalog sends to Harness, so that a change of a builder is reviewed by its effect.
 * `UPDATE_GOLDEN=1` writes the files anew. It does not prove that Harness accepts them.
 */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { stringify } from "yaml";
import { renderDelegates, renderPlan, type RenderedFile } from "../../src/plan/render";
import { summarisePlan } from "../../src/plan/summary";
import { keyOf, type Plan } from "../../src/plan";
import type { AnyInputs } from "../../src/plan/model";
import { packageRoot } from "../../src/paths/packageRoot";
import { exampleCatalog, objectsOf, planOf } from "./support";

const folder = join(packageRoot(), "test", "plan", "golden");

describe("plan of the shipped catalog", () => {
  const plan = planOf(exampleCatalog());
  const files = [
    ...renderPlan(plan),
    ...renderDelegates(plan),
    objectList(plan),
    { path: "summary.txt", text: summarisePlan(plan) },
  ];

  if (process.env["UPDATE_GOLDEN"] === "1") write(files);

  it("has the committed files and no others", () => {
    assert.deepEqual(committed(folder), files.map(({ path }) => path).sort());
  });

  for (const { path, text } of files) {
    it(`is unchanged in ${path}`, () => assert.equal(text, readFileSync(join(folder, path), "utf8")));
  }
});

/** All objects with their inputs, documents left to their own files. */
function objectList(plan: Plan): RenderedFile {
  const objects = objectsOf(plan).map((object) => {
    const { yaml: _yaml, templateYaml: _template, rego: _rego, ...inputs }: AnyInputs = object.inputs;
    return { key: keyOf(object), dependsOn: object.dependsOn, inputs };
  });
  return { path: "objects.yaml", text: stringify(objects, { lineWidth: 0, aliasDuplicateObjects: false }) };
}

function committed(dir: string): string[] {
  return readdirSync(dir)
    .flatMap((name) => {
      const path = join(dir, name);
      return statSync(path).isDirectory() ? committed(path) : [relative(folder, path).split(sep).join("/")];
    })
    .sort();
}

function write(all: readonly RenderedFile[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of all) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
