import { CatalogError, type Problem } from "../../errors";
import { fetchFor, NetworkFailure } from "../../network";
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
  /** Code and cure of a reason that lies in a proxy or a certificate. */
  readonly known?: Pick<Problem, "code" | "hint">;
}

/** Sends one request once. Never throws, except when the signal is aborted. */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** Milliseconds one attempt may take. */
const attemptTimeout = 60_000;

/** The real transport: `fetch`, through the proxies that the environment names. */
export function transportFor(env: NodeJS.ProcessEnv): Transport {
  const fetch = fetchFor(env);
  return async (request, signal) => {
    try {
      return await exchange(fetch, request, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return unanswered(request, error);
    }
  };
}

async function exchange(
  fetch: typeof globalThis.fetch,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body ?? null,
    redirect: "error",
    signal: AbortSignal.any([signal, AbortSignal.timeout(attemptTimeout)]),
  });
  const body = await response.text();
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

function unanswered(request: HttpRequest, error: unknown): HttpAnswer {
  const empty = { body: "", serverTime: 0, hasNext: undefined };
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
  // The body broke off, or the time ran out.
  const cause =
    error instanceof Error
      ? ((error.cause as { code?: string } | undefined)?.code ?? error.name)
      : String(error);
  return {
    ...empty,
    outcome: { kind: "broken" },
    reason: `${request.method} ${new URL(request.url).origin} failed: ${cause}`,
  };
}
