import type { CallLog } from "./callLog";
import type { Clock } from "./clock";
import { type ApiStyle, errorOf, type Proof, valueOf } from "./envelope";
import { AmbiguousWrite, Unproven, Unreachable } from "./errors";
import type { Limiter } from "./limiter";
import { decide, delayBefore, maxFailures } from "./retry";
import type { Settings } from "./settings";
import { transportFor, type Transport } from "./transport";

/** Query parameters; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** One request, without account and key. */
export interface Call {
  readonly style: ApiStyle;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below the endpoint, its segments encoded. */
  readonly path: string;
  readonly query?: Query;
  /** A value is sent as JSON; a string as it is (triggers take YAML under a JSON content type). */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether doing it twice is as good as once. Everything but POST, unless said otherwise. */
  readonly repeatable?: boolean;
  /** What a 2xx answer must hold; one that does not counts as no answer. */
  readonly proves: Proof;
  /**
   * For repeatable writes: whether what was asked for is there. Asked when an answer proves nothing, before the write is
   * repeated, so that an endpoint that answers otherwise than expected costs a read and no error.
   */
  readonly isDone?: () => Promise<boolean>;
}

/** The value of an answer (undefined where there is none, or where only a look proved the write) and the server's clock when it gave it (ms, 0 when unknown). */
export interface Reply {
  readonly entity: unknown;
  readonly serverTime: number;
  /** Whether a `Link` header names a next page; undefined without the header. */
  readonly hasNext: boolean | undefined;
}

/** The one way to Harness: key, account, limiter, retries, deadline, cancellation and envelope. */
export class Client {
  constructor(
    readonly settings: Settings,
    private readonly limiter: Limiter,
    private readonly clock: Clock,
    private readonly log: CallLog,
    /** Aborted by the engine's Cancel. */
    readonly signal: AbortSignal,
    private readonly send: Transport = transportFor(process.env),
  ) {}

  /**
   * Makes a call. Throws {@link errorOf HarnessError} for an unsuccessful answer, {@link Unproven} when no answer came that is
   * Harness's word of success, {@link AmbiguousWrite} for a POST whose effect is not known, {@link Unreachable} when
   * attempts or time run out.
   */
  async request(call: Call): Promise<Reply> {
    const deadline = this.clock.now() + this.settings.deadline;
    const repeatable = call.repeatable ?? call.method !== "POST";
    let failures = 0;
    for (let attempt = 0; ; attempt += 1) {
      const { outcome, body, serverTime, hasNext, reason, known } = await this.attempt(call);
      if (outcome.kind !== "answer" || outcome.status >= 500) failures += 1;
      const decision = decide(outcome, repeatable, failures);
      if (outcome.kind === "answer" && decision === "done") {
        if (outcome.status >= 400) throw errorOf(outcome.status, body);
        const value = proven(call, outcome.status, body);
        if (!(value instanceof Unproven)) return { entity: value, serverTime, hasNext };
        if (!repeatable) throw new AmbiguousWrite(value);
        if (await call.isDone?.()) return { entity: undefined, serverTime, hasNext };
        failures += 1;
        const wait = delayBefore(attempt, this.clock.random(), 0, this.settings.retryBase);
        if (failures >= maxFailures || this.clock.now() + wait > deadline) throw value;
        await this.clock.sleep(wait, this.signal);
        continue;
      }
      const error =
        outcome.kind === "answer" ? errorOf(outcome.status, body) : new Unreachable(reason, known);
      if (decision === "ambiguous") throw new AmbiguousWrite(error);
      const retryAfter = outcome.kind === "answer" ? outcome.retryAfter : undefined;
      const wait = delayBefore(attempt, this.clock.random(), retryAfter, this.settings.retryBase);
      if (decision === "give up" || this.clock.now() + wait > deadline) {
        throw outcome.kind === "answer" && outcome.status === 429 ? new Unreachable(error.message) : error;
      }
      if (outcome.kind === "answer" && outcome.status === 429) this.limiter.pause(wait);
      else await this.clock.sleep(wait, this.signal);
    }
  }

  /** Waits as before the given repetition of a call, for callers that repeat by themselves. */
  async backOff(attempt: number): Promise<void> {
    await this.clock.sleep(
      delayBefore(attempt, this.clock.random(), 0, this.settings.retryBase),
      this.signal,
    );
  }

  private async attempt(call: Call) {
    this.signal.throwIfAborted();
    return this.limiter.run(async () => {
      const started = this.clock.now();
      const answer = await this.send(this.requestOf(call), this.signal);
      const status = answer.outcome.kind === "answer" ? answer.outcome.status : undefined;
      this.log.write(call.method, call.path, status, this.clock.now() - started);
      if (answer.unlimited === true && this.settings.mayLift) this.limiter.lift();
      this.signal.throwIfAborted();
      return answer;
    }, this.signal);
  }

  private requestOf(call: Call) {
    const { accountId, endpoint, platformApiKey } = this.settings;
    const account = accountQuery(call.style, accountId);
    const headers: Record<string, string> = {
      accept: "application/json",
      "x-api-key": platformApiKey,
      "user-agent": "harness-catalog-provider",
      ...(call.style === "v1" ? { "harness-account": accountId } : {}),
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      ...call.headers,
    };
    return {
      method: call.method,
      url: `${endpoint}${call.path}${queryString({ ...account, ...call.query })}`,
      headers,
      body: call.body === undefined || typeof call.body === "string" ? call.body : JSON.stringify(call.body),
    };
  }
}

/** The value of a 2xx answer, or why it proves nothing. */
function proven(call: Call, status: number, body: string): unknown {
  try {
    return valueOf(call.style, status, body, call.proves);
  } catch (error) {
    if (error instanceof Unproven) return error;
    throw error;
  }
}

function accountQuery(style: ApiStyle, accountId: string): Query {
  if (style === "v1") return {};
  return style === "cv" ? { accountId } : { accountIdentifier: accountId };
}

function queryString(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  if (pairs.length === 0) return "";
  return `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join("&")}`;
}
