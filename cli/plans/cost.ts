import type { Tally } from "../engine/tally";

/** The provider's default pace; see provider/api/settings.ts. */
export const callsPerMinute = 380;

/** What `up` would cost: one write an object, two for a replacement; at {@link callsPerMinute}, in seconds. */
export function upCost(tally: Tally): { readonly calls: number; readonly seconds: number } {
  const calls = tally.create + tally.update + tally.delete + 2 * tally.replace;
  return { calls, seconds: Math.ceil((calls * 60) / callsPerMinute) };
}
