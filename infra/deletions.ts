import { guardDeletions, type Holdings, type Loss } from "../src/catalog/guard";
import { CatalogError } from "@harness-catalog/problems";
import type { DelegateMode } from "./configValues";
import { withHeld, type HeldInState } from "./inState";
import type { StackOutputs } from "./outputs";

/** What this run is about to make of the stack. */
interface Intent {
  readonly holdings: Holdings;
  /** What the stack does about delegates. */
  readonly delegates: DelegateMode;
}

/**
 * Compares what the stack has with what this run makes of it, before anything is registered.
 * @param last what the last run that came to its end has left
 * @param held what the state has; a run that failed has left more than it told
 * @returns what is lost all the same, because it is little or allowed
 * @throws CatalogError CMD002 when too much would be lost
 */
export function assertDeletionsAllowed(
  last: Partial<StackOutputs> | undefined,
  { holdings, delegates }: Intent,
  allowed: number | undefined,
  held: HeldInState,
): readonly Loss[] {
  const verdict = guardDeletions({
    before: withHeld(heldBy(last, delegates), counted(held, delegates), last?.leaving ?? [], holdings),
    after: holdings,
    allowDeletions: allowed,
  });
  if (verdict.refused) throw new CatalogError([verdict.problem]);
  return verdict.losses;
}

/** What a stack holds by its outputs. */
function heldBy(last: Partial<StackOutputs> | undefined, mode: DelegateMode): Partial<Holdings> {
  const { services, kept, production } = last ?? {};
  return {
    ...(services === undefined ? {} : { services }),
    ...(kept === undefined ? {} : { kept: counted({ kept }, mode).kept }),
    ...(production === undefined ? {} : { production }),
  };
}

/**
 * Delegates count only while the stack has some: `remove` is a word of its own, and the mere want of the setting is refused as
 * CMD031.
 */
function counted<T extends Pick<Holdings, "kept">>(held: T, mode: DelegateMode): T {
  const { delegate, ...objects } = held.kept;
  const counts = delegate !== undefined && mode !== "remove" && mode !== "false";
  return { ...held, kept: counts ? { ...objects, delegate } : objects };
}
