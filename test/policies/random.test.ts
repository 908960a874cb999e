/** What is planned for a sound catalog is what the policies allow, whatever the catalog. With the real OPA. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { checkPolicies } from "../../src/cli/policyGate";
import { findTool } from "../../src/toolchain/findTool";
import { anyCatalog, anyShare } from "../plan/random";
import { planOf } from "../plan/support";

describe("policies over random catalogs", function () {
  this.timeout(900_000);

  it("refuse nothing that is planned for 40 of them, nor for a share of their environments", async () => {
    const { command } = await findTool("opa");
    const given = anyCatalog.chain((catalog) =>
      fc.record({ catalog: fc.constant(catalog), hosted: anyShare(catalog) }),
    );
    for (const { catalog, hosted } of fc.sample(given, { numRuns: 40, seed: 20261125 })) {
      const { judged } = await checkPolicies(planOf(catalog, hosted), () => Promise.resolve(command));
      assert.ok(judged > 0);
    }
  });
});
