import { Refusal } from "./refusal";

const windowMs = 60_000;

/** What Harness allows per API key and minute on its external API. */
export const defaultRateLimit = 400;

/** Counts calls in a sliding window of one minute. A refused call does not count. */
export class RateLimit {
  private readonly accepted: number[] = [];
  private oldest = 0;

  /** @param limit calls a minute, or "off". @param now milliseconds since 1970. */
  constructor(
    private readonly limit: number | "off",
    private readonly now: () => number,
  ) {}

  /** True when nothing is limited. */
  get isOff(): boolean {
    return this.limit === "off";
  }

  /** @throws Refusal 429 beyond the limit. Like the real edge, the answer carries no `Retry-After`. */
  admit(): void {
    if (this.limit === "off") return;
    const at = this.now();
    while (this.oldest < this.accepted.length && (this.accepted[this.oldest] ?? 0) <= at - windowMs)
      this.oldest++;
    if (this.accepted.length - this.oldest >= this.limit) throw tooManyRequests();
    this.accepted.push(at);
    this.shrink();
  }

  reset(): void {
    this.accepted.length = 0;
    this.oldest = 0;
  }

  /** Drops what has left the window once it is more than half of the list, so that it costs nothing per call. */
  private shrink(): void {
    if (this.oldest * 2 < this.accepted.length) return;
    this.accepted.splice(0, this.oldest);
    this.oldest = 0;
  }
}

export function tooManyRequests(): Refusal {
  return new Refusal(429, "TOO_MANY_REQUESTS", "Too many requests. Please try again later");
}
