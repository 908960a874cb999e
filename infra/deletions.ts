import { guardDeletions } from "../catalog/guard";
import { CatalogError, problem } from "../errors";
import type { StackOutputs } from "./outputs";

/** What this run is about to make of the stack. */
interface Intent {
  readonly account: string;
  /** Identities of the services, see `identityOf`. */
  readonly services: readonly string[];
}

/**
 * Compares the last run of the stack with this one, before anything is registered.
 * @throws CatalogError CMD002 when too many services would go, CMD012 when the stack belongs to another account
 */
export function assertDeletionsAllowed(
  last: Partial<StackOutputs> | undefined,
  intent: Intent,
  allowed: number | undefined,
): void {
  if (last?.account !== undefined && last.account !== intent.account) {
    throw problem(
      "CMD012",
      `this stack was last applied to account "${last.account}", not "${intent.account}"`,
      "use one stack per account: `--stack <other>`, or destroy this one first",
    );
  }
  const verdict = guardDeletions({
    before: [...(last?.services ?? [])],
    after: [...intent.services],
    allowDeletions: allowed,
  });
  if (verdict.refused) throw new CatalogError([verdict.problem]);
}
