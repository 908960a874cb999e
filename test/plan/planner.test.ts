/** A command plans its catalog once, whoever asks. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load";
import { planCatalog, type PlanScope } from "../../src/plan";
import { plannerOf } from "../../src/plan/planner";
import { packageRoot } from "../../src/paths/packageRoot";

describe("the planner of a command", () => {
  const catalog = loadCatalog(join(packageRoot(), "catalog"));
  const environments = Object.keys(catalog.platform.environments);
  const scope: PlanScope = { account: "a", environments, stack: "dev", stateId: undefined };
  const counted = () => {
    const count = { plans: 0 };
    const planner = plannerOf(catalog, (...args) => {
      count.plans += 1;
      return planCatalog(...args);
    });
    return { count, planner };
  };

  it("plans once for equal scopes", () => {
    const { count, planner } = counted();
    const first = planner(scope);
    const { stateId: _, ...rest } = scope;
    assert.equal(planner({ ...rest, stack: "dev" }), first);
    assert.equal(planner({ stack: "dev", environments: [...environments], account: "a" }), first);
    assert.equal(count.plans, 1);
  });

  it("plans anew for another scope, whatever of it differs", () => {
    const { count, planner } = counted();
    const others: Partial<PlanScope>[] = [
      {},
      { account: "b" },
      { stack: "prod" },
      { stateId: "s1" },
      { endpoint: "https://example.com" },
      { delegateTokens: true },
      { environments: environments.slice(1) },
    ];
    for (const other of others)
      assert.deepEqual(planner({ ...scope, ...other }), planCatalog(catalog, { ...scope, ...other }));
    assert.equal(count.plans, others.length);
  });
});
