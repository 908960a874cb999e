import assert from "node:assert/strict";
import type { Req, TestAccount } from "../client";

/** What one of the official client's acceptance tests sends and expects back, with values of our own. */
export interface AcceptanceCase {
  /** Name of the official test. */
  readonly test: string;
  readonly given: readonly Req[];
  /** Applied one after the other; after each the object is read. */
  readonly steps: readonly Step[];
  readonly read: Req;
  /** Takes the object away, whoever does it. */
  readonly remove: Req;
  /** Status of a read afterwards; 404 unless said. */
  readonly gone?: number;
  /** Code of that answer; `RESOURCE_NOT_FOUND_EXCEPTION` unless said. */
  readonly goneCode?: string;
}

/** One configuration: the calls that apply it and members of the answer, by dotted path, that must come back. */
export interface Step {
  readonly apply: readonly Req[];
  readonly reads: Readonly<Record<string, unknown>>;
}

/** Applies, reads twice (the second plan must be empty), removes, and looks whether the client sees it is gone. */
export async function run(account: TestAccount, acceptance: AcceptanceCase): Promise<void> {
  await account.given(...acceptance.given);
  for (const { apply, reads } of acceptance.steps) {
    await account.given(...apply);
    const { body, text } = await account.must(acceptance.read);
    for (const [path, value] of Object.entries(reads)) assert.deepEqual(at(body, path), value, path);
    assert.equal((await account.must(acceptance.read)).text, text, "a second read differs");
  }
  await account.given(acceptance.remove);
  const { status, body, text } = await account.send(acceptance.read);
  assert.equal(status, acceptance.gone ?? 404, text);
  // Policy management goes by the status alone; everywhere else the client decides by the code.
  const code = acceptance.goneCode ?? "RESOURCE_NOT_FOUND_EXCEPTION";
  if (!acceptance.read.path.startsWith("/pm/")) assert.equal(body.code, code);
}

function at(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], body);
}
