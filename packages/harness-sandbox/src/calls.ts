/** Calls since the start or the last reset. Routes are patterns, not paths; `/_sandbox` is not counted. */
export interface CallCounts {
  readonly total: number;
  readonly byMethod: Readonly<Record<string, number>>;
  readonly byRoute: Readonly<Record<string, number>>;
  /** Calls answered 429, whether by the rate limit or by an injected fault. */
  readonly rejected429: number;
}

/** One call, as the inspector lists it. `status` 0 is a dropped connection. */
export interface RecentCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

const recentLimit = 200;

/** Counts calls and remembers the last ones. */
export class CallLog {
  /** @param onCall called after each call is counted */
  constructor(private readonly onCall: () => void = () => undefined) {}

  private total = 0;
  private rejected429 = 0;
  private readonly byMethod = new Map<string, number>();
  private readonly byRoute = new Map<string, number>();
  private readonly recentCalls: RecentCall[] = [];

  record(route: string, call: RecentCall): void {
    this.total++;
    if (call.status === 429) this.rejected429++;
    this.byMethod.set(call.method, (this.byMethod.get(call.method) ?? 0) + 1);
    this.byRoute.set(route, (this.byRoute.get(route) ?? 0) + 1);
    this.recentCalls.push(call);
    if (this.recentCalls.length > 2 * recentLimit) this.recentCalls.splice(0, recentLimit);
    this.onCall();
  }

  counts(): CallCounts {
    return {
      total: this.total,
      byMethod: sorted(this.byMethod),
      byRoute: sorted(this.byRoute),
      rejected429: this.rejected429,
    };
  }

  /** The last calls, newest first. */
  recent(): RecentCall[] {
    return this.recentCalls.slice(-recentLimit).reverse();
  }

  reset(): void {
    this.total = 0;
    this.rejected429 = 0;
    this.byMethod.clear();
    this.byRoute.clear();
    this.recentCalls.length = 0;
  }
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
