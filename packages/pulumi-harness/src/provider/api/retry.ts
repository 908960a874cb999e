/** When a failed call may be repeated, and how long to wait first. Pure. */

/** What one attempt came to. */
export type Outcome =
  /** An HTTP answer; `retryAfter` in seconds where something in between sends one. */
  | { readonly kind: "answer"; readonly status: number; readonly retryAfter?: number }
  /** The connection was never made, so nothing can have happened; `lasting` when trying again changes nothing. */
  | { readonly kind: "unconnected"; readonly lasting?: boolean }
  /** The connection broke or the time ran out after the request may have been sent. */
  | { readonly kind: "broken" };

/** `retry` it, treat a write as `ambiguous`, `give up`, or take the answer (`done`). */
export type Decision = "done" | "retry" | "ambiguous" | "give up";

/** Attempts after which a server that keeps failing is believed. 429 is exempt: it is repeated until the deadline. */
export const maxFailures = 8;

/**
 * 429 and an unmade connection are safe to repeat for every call: nothing happened. A 5xx (501 aside) or a broken
 * connection is safe for calls that mean the same when done twice, and leaves other calls ambiguous.
 */
export function decide(outcome: Outcome, repeatable: boolean, failures: number): Decision {
  if (outcome.kind === "answer") {
    if (outcome.status === 429) return "retry";
    if (outcome.status < 500 || outcome.status === 501) return "done";
  }
  if (outcome.kind === "unconnected" && outcome.lasting === true) return "give up";
  if (outcome.kind !== "unconnected" && !repeatable) return "ambiguous";
  return failures >= maxFailures ? "give up" : "retry";
}

/** First wait, in milliseconds; HARNESS_RETRY_BASE_MS overrides it. */
export const defaultRetryBase = 500;

/**
 * Milliseconds before the next attempt: `base`, doubling up to 60 times `base` (30 s), the upper half by chance so that
 * callers spread. Harness sends no Retry-After (rate limits page), but a proxy may; then that is the least.
 */
export function delayBefore(
  attempt: number,
  random: number,
  retryAfter = 0,
  base = defaultRetryBase,
): number {
  const ceiling = Math.min(60 * base, base * 2 ** Math.min(attempt, 10));
  return Math.max(retryAfter * 1000, Math.round(ceiling / 2 + (ceiling / 2) * random));
}
