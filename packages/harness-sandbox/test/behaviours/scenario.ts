import assert from "node:assert/strict";
import type { Req, TestAccount } from "../client";

/** An example of one behaviour, run on a new account. */
export type Scenario = (account: TestAccount) => Promise<void>;

/** The call is refused with that status and a message that says why. */
export async function refused(
  account: TestAccount,
  request: Req,
  status: number,
  says: RegExp,
): Promise<void> {
  const answer = await account.send(request);
  assert.equal(answer.status, status, `${request.method} ${request.path}: ${answer.text}`);
  assert.match(String(answer.body.message), says);
}

/** `data` of a successful answer. */
export async function dataOf<T = Record<string, unknown>>(account: TestAccount, request: Req): Promise<T> {
  return (await account.must(request)).body.data as T;
}

/** Paths of all objects of a kind, as the snapshot names them. */
export function pathsOf(account: TestAccount, kind: string): string[] {
  return Object.keys(account.sandbox.snapshot()[kind] ?? {});
}
