import { guardDeletions, type Holdings, type Loss } from "../catalog/guard";
import { CatalogError } from "../errors";
import type { DelegateMode } from "./config";
import type { StackOutputs } from "./outputs";

/** What this run is about to make of the stack. */
interface Intent {
  readonly holdings: Holdings;
  /** What the stack does about delegates. */
  readonly delegates: DelegateMode;
}

/**
 * Compares the last run of the stack with this one, before anything is registered.
 * @returns what is lost all the same, because it is little or allowed
 * @throws CatalogError CMD002 when too much would be lost
 */
export function assertDeletionsAllowed(
  last: Partial<StackOutputs> | undefined,
  { holdings, delegates }: Intent,
  allowed: number | undefined,
): readonly Loss[] {
  const verdict = guardDeletions({
    before: heldBy(last, delegates),
    after: holdings,
    allowDeletions: allowed,
  });
  if (verdict.refused) throw new CatalogError([verdict.problem]);
  return verdict.losses;
}

/**
 * What a stack holds by its outputs. Delegates count only while the stack has some: `remove` is a word of its own, and the
 * mere want of the setting is refused as CMD031.
 */
function heldBy(last: Partial<StackOutputs> | undefined, mode: DelegateMode): Partial<Holdings> {
  const { services, kept, production } = last ?? {};
  const { delegate, ...objects } = kept ?? {};
  const counted =
    delegate === undefined || mode === "remove" || mode === "false" ? objects : { ...objects, delegate };
  return {
    ...(services === undefined ? {} : { services }),
    ...(kept === undefined ? {} : { kept: counted }),
    ...(production === undefined ? {} : { production }),
  };
}
