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
}

/** Sends one request once. Never throws, except when the signal is aborted. */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** Milliseconds one attempt may take. */
const attemptTimeout = 60_000;

/** Errors that come before anything was sent. */
const unconnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The real transport, over the `fetch` of Node. */
export const transport: Transport = async (request, signal) => {
  try {
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
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const code = codeOf(error);
    return {
      outcome: { kind: unconnected.has(code) ? "unconnected" : "broken" },
      body: "",
      serverTime: 0,
      hasNext: undefined,
      reason: `${request.method} ${new URL(request.url).origin} failed: ${code}`,
    };
  }
};

/** The system's code is on the cause of the error, or on the first of several when more addresses were tried. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { code?: string; errors?: { code?: string }[]; message?: string } | undefined;
  return cause?.code ?? cause?.errors?.[0]?.code ?? cause?.message ?? error.name;
}
