/** One stack per account: two stacks and two accounts from one catalog. */
import assert from "node:assert/strict";
import { createWorkspace } from "../support/workspace";

describe("two stacks against two accounts", function () {
  this.timeout(600_000);

  it("each account gets its environments, and a stack refuses the other's account", async () => {
    const nonprod = await createWorkspace({ account: "acme-nonprod" });
    const prod = await createWorkspace({ account: "acme-prod" });
    try {
      const shared = {
        HARNESS_CATALOG_STATE: nonprod.env["HARNESS_CATALOG_STATE"] ?? "",
        HARNESS_CATALOG_DIR: nonprod.catalog,
      };
      const apply = (stack: string, workspace: typeof prod) =>
        workspace.cli(["up", "--stack", stack, "--yes", "--output", "json"], shared);
      for (const [stack, workspace] of [
        ["nonprod", nonprod],
        ["prod", prod],
      ] as const) {
        const outcome = await apply(stack, workspace);
        assert.equal(outcome.code, 0, outcome.stderr);
      }
      const environments = (workspace: typeof prod) =>
        Object.keys(
          (workspace.sandbox.snapshot() as Record<string, Record<string, unknown>>)["environment"] ?? {},
        ).map((key) => key.split("/").at(-1));
      assert.deepEqual(environments(nonprod), ["int_stable", "pre_stable"]);
      assert.deepEqual(environments(prod), ["prod"]);

      const crossed = await apply("nonprod", prod);
      assert.equal(crossed.code, 4);
      assert.match(crossed.stdout, /CMD012/);
    } finally {
      await nonprod.close();
      await prod.close();
    }
  });
});
