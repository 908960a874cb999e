import type { Catalog } from "../catalog/model";
import { planCatalog } from "./index";
import type { Plan, PlanScope } from "./model";

/** Plans one catalog for a scope. */
export type Planner = (scope: PlanScope) => Plan;

/**
 * A planner that keeps its last plan, so that who asks for the same scope again gets it without planning: the policies and the
 * program of one command.
 * @param plan does the work; {@link planCatalog} but in tests that count
 */
export function plannerOf(catalog: Catalog, plan: typeof planCatalog = planCatalog): Planner {
  let last: { readonly key: string; readonly plan: Plan } | undefined;
  return (scope) => {
    const key = keyOf(scope);
    if (last?.key !== key) last = { key, plan: plan(catalog, scope) };
    return last.plan;
  };
}

/** The same for equal scopes, whatever the order of their members; one that is undefined is as good as absent. */
function keyOf(scope: PlanScope): string {
  return JSON.stringify(
    Object.entries(scope)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .filter(([, value]) => value !== undefined),
  );
}
