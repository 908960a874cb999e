/** Objects that Harness would take for one, and files that would be one. */
import assert from "node:assert/strict";
import { parseCatalog } from "../../src/catalog/load";
import type { PlanUnit } from "../../src/plan";
import type { InputsOfKind } from "../../src/plan/model";
import { refuseMeetings } from "../../src/plan/distinct";
import { renderPlan } from "../../src/plan/render";
import { formatProblem } from "@harness-catalog/problems";
import { changed, problemsIn } from "../catalog/base";
import { exampleCatalog, planOf } from "./support";

const unit = (name: string, inputs: InputsOfKind<"monitoredService">): PlanUnit => ({
  component: "ServiceDelivery",
  name,
  objects: [{ kind: "monitoredService", name: `${name}-object`, inputs, dependsOn: [] }],
});

describe("objects of a plan", () => {
  it("with one kind, scope and identifier are refused, both named", () => {
    const same = { orgId: "o", projectId: "p", identifier: "aa_b_prod" };
    const units = [unit("aa", same), unit("aa-b", same), unit("c", { ...same, projectId: "q" })];
    assert.deepEqual(problemsIn(() => refuseMeetings(units)).map(formatProblem), [
      "the monitoredService aa_b_prod is made twice: as aa-object of aa and as aa-b-object of aa-b " +
        "(rename one of the two in the catalog)  [CAT031]",
    ]);
  });

  it("are different ones in the example", () => assert.ok(planOf(exampleCatalog()).units.length > 0));

  it("that only their pipelines tell apart get files of their own", () => {
    const services =
      "services:\n  - { name: aa, team: payments, regions: [north], inputSets: { b_x: { imageTag: v1.0.0 }, own: {} } }\n" +
      "  - { name: aa-b, team: payments, regions: [north], inputSets: { x: { imageTag: v2.0.0 } } }\n";
    const paths = renderPlan(planOf(parseCatalog(changed({ services })))).map(({ path }) => path);
    assert.deepEqual(
      paths.filter((path) => path.startsWith("inputSets/")),
      ["inputSets/aa_b_cd.aa_b_x.yaml", "inputSets/aa_cd.aa_b_x.yaml", "inputSets/aa_own.yaml"],
    );
    assert.equal(new Set(paths).size, paths.length);
  });
});
