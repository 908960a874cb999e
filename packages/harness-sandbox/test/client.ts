import assert from "node:assert/strict";
import { createSandboxApp, type SandboxApp, type SandboxOptions } from "../src";

/** One call of the API, without the parts every call shares. */
export interface Req {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export const apiKey = "pat.ACC.test.key";
export const accountId = "ACC";

/** An account in this process, without a port, with a clock the test moves. */
export class TestAccount {
  readonly sandbox: SandboxApp;
  time = Date.UTC(2026, 0, 1);

  constructor(options: Partial<SandboxOptions> = {}) {
    const now = () => this.time;
    this.sandbox = createSandboxApp({ account: accountId, apiKey, rateLimit: "off", now, ...options });
  }

  async send({ method, path, body, headers }: Req): Promise<Answer> {
    const answer = await this.sandbox.app.request(withAccount(path), {
      method,
      headers: {
        "x-api-key": apiKey,
        ...(path.startsWith("/v1/") ? { "Harness-Account": accountId } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: parse(text) };
  }

  /** Sends calls that prepare a test; each must succeed. */
  async given(...requests: readonly Req[]): Promise<void> {
    for (const request of requests) await this.must(request);
  }

  /** Sends a call that must succeed. */
  async must(request: Req): Promise<Answer> {
    const answer = await this.send(request);
    assert.ok(answer.status < 300, `${request.method} ${request.path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** The snapshot as bytes. */
  bytes(): string {
    return JSON.stringify(this.sandbox.snapshot());
  }
}

/** What a path calls the account in its query. */
export function accountParameter(path: string): string {
  return path.startsWith("/cv/") ? "accountId" : "accountIdentifier";
}

/** Adds the account to the query where the API wants it there. */
export function withAccount(path: string): string {
  const parameter = accountParameter(path);
  if (path.startsWith("/v1/") || path.startsWith("/_sandbox") || path.includes(`${parameter}=`)) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${parameter}=${accountId}`;
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
