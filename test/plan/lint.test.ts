/** What the plan renders is right by the lint, for the shipped catalog and for random ones. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { formatProblem } from "@harness-catalog/problems";
import { lintFiles } from "harness-lint";
import { renderPlan } from "../../src/plan/render";
import { anyCatalog } from "./random";
import { exampleCatalog, planOf } from "./support";

describe("lint of the rendered plan", () => {
  it("finds nothing in what the shipped catalog renders", () => {
    assert.deepEqual(lintFiles(renderPlan(planOf(exampleCatalog()))).map(formatProblem), []);
  });

  it("finds nothing in what 500 random catalogs render", function () {
    this.timeout(240_000);
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        assert.deepEqual(lintFiles(renderPlan(planOf(catalog))).map(formatProblem), []);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
