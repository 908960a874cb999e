import { isHarnessObject } from "../engine/objectTypes";
import type { OperationResult } from "../engine/operation";

/** The provider's default pace; see provider/api/settings.ts. */
export const callsPerMinute = 380;

/**
 * What `up` would cost at Harness: one write an object, two for a replacement; at {@link callsPerMinute}, in seconds.
 * Objects on GitHub and in Kubernetes cost none.
 */
export function upCost({ tally, changes }: Pick<OperationResult, "tally" | "changes">): {
  readonly calls: number;
  readonly seconds: number;
} {
  const elsewhere = changes.filter(({ type }) => !isHarnessObject(type));
  const all = tally.create + tally.update + tally.delete + 2 * tally.replace;
  const calls = elsewhere.reduce((rest, { op }) => rest - (op === "replace" ? 2 : 1), all);
  return { calls, seconds: Math.ceil((calls * 60) / callsPerMinute) };
}
