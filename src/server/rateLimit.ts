/** A budget of requests for each token: so many a minute, saved up to one minute's worth. */
export class RateLimit {
  readonly #budgets = new Map<string, { left: number; at: number }>();

  /**
   * @param perMinute requests a minute and caller
   * @param now milliseconds since 1970
   */
  constructor(
    readonly perMinute: number,
    readonly now: () => number,
  ) {}

  /** Spends `cost` requests. @returns 0, or the whole seconds until that would be possible, and nothing is spent */
  spend(caller: string, cost = 1): number {
    const now = this.now();
    const last = this.#budgets.get(caller) ?? { left: this.perMinute, at: now };
    const left = Math.min(this.perMinute, last.left + ((now - last.at) / 60_000) * this.perMinute);
    const enough = left >= cost;
    this.#budgets.set(caller, { left: enough ? left - cost : left, at: now });
    return enough ? 0 : Math.max(1, Math.ceil(((cost - left) / this.perMinute) * 60));
  }
}
