import type { Clock } from "./clock";

/** How fast and how wide the client may call. */
export interface Limits {
  /** Calls per minute; undefined switches the limiter off. */
  readonly perMinute: number | undefined;
  /** Calls that may start at once after a quiet time. */
  readonly burst: number;
  /** Calls in flight at the same time. */
  readonly concurrency: number;
}

/**
 * Token bucket in front of the API, which allows 400 calls a minute per key and never says when to come back
 * (Harness rate limits page). Calls start in the order they asked.
 */
export class Limiter {
  private tokens: number;
  private refilledAt: number;
  private pausedUntil = 0;
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly lifted = new AbortController();

  constructor(
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {
    this.tokens = limits.burst;
    this.refilledAt = clock.now();
  }

  /** Runs a call when a place and a token are free. */
  async run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.enter();
    try {
      await this.token(signal);
      return await call();
    } finally {
      this.leave();
    }
  }

  /** Holds all calls back for some milliseconds: one answer 429 speaks for the whole key. */
  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
  }

  /** Ends the limit for good, also for calls that wait already: the server has said that it has none. */
  lift(): void {
    this.lifted.abort();
  }

  private async token(signal: AbortSignal): Promise<void> {
    const wait = this.reserve();
    if (wait > 0) await this.untilEarnedOrLifted(wait, signal);
    for (
      let left = this.pausedUntil - this.clock.now();
      left > 0;
      left = this.pausedUntil - this.clock.now()
    ) {
      await this.clock.sleep(left, signal);
    }
  }

  private async untilEarnedOrLifted(wait: number, signal: AbortSignal): Promise<void> {
    try {
      await this.clock.sleep(wait, AbortSignal.any([signal, this.lifted.signal]));
    } catch (error) {
      if (signal.aborted || !this.lifted.signal.aborted) throw error;
    }
  }

  /** Takes a token, on credit if need be, and says how many milliseconds until it is earned. */
  private reserve(): number {
    if (this.limits.perMinute === undefined || this.lifted.signal.aborted) return 0;
    const perMs = this.limits.perMinute / 60_000;
    const now = this.clock.now();
    this.tokens = Math.min(this.limits.burst, this.tokens + (now - this.refilledAt) * perMs);
    this.refilledAt = now;
    this.tokens -= 1;
    return this.tokens >= 0 ? 0 : Math.ceil(-this.tokens / perMs);
  }

  private async enter(): Promise<void> {
    if (this.running < this.limits.concurrency) {
      this.running += 1;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
