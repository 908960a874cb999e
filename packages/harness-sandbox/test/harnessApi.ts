/** Harness's API as a person with a key calls it. */
import assert from "node:assert/strict";
import type { Sandbox } from "../src";

/** One call; fails the test on any other answer than 2xx. Undefined for an empty answer. */
export type HarnessApi = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;

/** Calls of one account. */
export function harnessApi({ url, account }: Pick<Sandbox, "url" | "account">, apiKey: string): HarnessApi {
  return async <Answer>(method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { "x-api-key": apiKey, "content-type": "application/json", "harness-account": account },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  };
}
