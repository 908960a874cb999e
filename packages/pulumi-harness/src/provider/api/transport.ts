import { CatalogError, type Problem } from "@harness-catalog/problems";
import { fetchFor, NetworkFailure } from "@harness-catalog/network";
import { defaultLimits, type Limits, redirectOf, textOf, UnusableBody } from "./answer";
import type { Outcome } from "./retry";

/** A complete HTTP request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What came of it: the outcome, the body, the server's clock (ms, 0 when unknown) and a reason when there is no answer. */
export interface HttpAnswer {
  readonly outcome: Outcome;
  readonly body: string;
  readonly serverTime: number;
  /** Whether a `Link` header (RFC 8288) names a next page; undefined without the header. */
  readonly hasNext: boolean | undefined;
  /** Whether the server says that it limits nothing. Only the sandbox does (`x-sandbox-rate-limit: off`). */
  readonly unlimited?: boolean;
  readonly reason: string;
  /** Code and cure of a reason that lies in a proxy, a certificate or a redirect. */
  readonly known?: Pick<Problem, "code" | "hint">;
}

/** Sends one request once. Never throws, except when the signal is aborted. */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** The real transport: `fetch`, through the proxies that the environment names. */
export function transportFor(env: NodeJS.ProcessEnv, limits = defaultLimits): Transport {
  const fetch = fetchFor(env);
  return async (request, signal) => {
    try {
      return await exchange(fetch, request, signal, limits);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return unanswered(request, error, limits);
    }
  };
}

async function exchange(
  fetch: typeof globalThis.fetch,
  request: HttpRequest,
  signal: AbortSignal,
  limits: Limits,
): Promise<HttpAnswer> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body ?? null,
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(limits.timeout)]),
  });
  const redirected = redirectOf(request.url, response);
  if (redirected !== undefined) {
    await response.body?.cancel();
    const { reason, known } = redirected;
    return {
      ...empty,
      outcome: { kind: "unconnected", lasting: true },
      reason: `${request.method} ${reason}`,
      known,
    };
  }
  const body = await textOf(response, limits.bytes);
  const retryAfter = Number(response.headers.get("retry-after"));
  return {
    outcome: { kind: "answer", status: response.status, ...(retryAfter > 0 ? { retryAfter } : {}) },
    body,
    serverTime: Date.parse(response.headers.get("date") ?? "") || 0,
    hasNext: response.headers.get("link")?.includes('rel="next"'),
    unlimited: response.headers.get("x-sandbox-rate-limit") === "off",
    reason: "",
  };
}

const empty = { body: "", serverTime: 0, hasNext: undefined };

function unanswered(request: HttpRequest, error: unknown, limits: Limits): HttpAnswer {
  if (error instanceof NetworkFailure) {
    const { unsent, lasting, message, known } = error;
    return {
      ...empty,
      outcome: unsent ? { kind: "unconnected", lasting } : { kind: "broken" },
      reason: `${request.method} ${message}`,
      ...(known === undefined ? {} : { known }),
    };
  }
  if (error instanceof CatalogError && error.problems[0] !== undefined) {
    const { message, code, hint } = error.problems[0];
    return {
      ...empty,
      outcome: { kind: "unconnected", lasting: true },
      reason: message,
      known: { code, hint },
    };
  }
  return {
    ...empty,
    outcome: { kind: "broken" },
    reason: `${request.method} ${new URL(request.url).origin} failed: ${causeOf(error, limits)}`,
  };
}

/** In words where the body is none that can be used or the time ran out; otherwise what broke it off. */
function causeOf(error: unknown, { timeout }: Limits): string {
  if (error instanceof UnusableBody) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no whole answer within ${timeout / 1000} s`;
  const { code, message } = (error.cause ?? {}) as { code?: string; message?: string };
  return code ?? message ?? error.name;
}
