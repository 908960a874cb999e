/** What the scenarios of life.test.ts do and look at. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JobResult, RunResult } from "./runner";
import { prodKey, type World } from "./world";

const cart = ["  - name: cart-service", "    size: small", "    team: payments-team", "", ""].join("\n");

/** Edits a file of a checkout's catalog. */
export const edit =
  (change: (text: string) => string, name = "services.yaml") =>
  (dir: string) => {
    const file = join(dir, "catalog", name);
    const before = readFileSync(file, "utf8");
    const after = change(before);
    assert.notEqual(after, before);
    writeFileSync(file, after);
  };

/** Adds cart-service. */
export const addCart = edit((text) => text.replace("  - name: frontend\n", `${cart}  - name: frontend\n`));

/** One job's result. */
export function job(run: RunResult, name: string): JobResult {
  const found = run.get(name);
  assert.ok(found, `${name} is not one of ${[...run.keys()].join(", ")}`);
  return found;
}

/** Fails with the log of a job that did not succeed. */
export function succeeded(run: RunResult, ...names: string[]): void {
  for (const name of names) assert.equal(job(run, name).result, "success", `${name}\n${job(run, name).log}`);
}

/** The open issues of the workflows. */
export async function issues({ github: { owner, repo, octokit } }: World) {
  const query = { owner, repo, state: "open", labels: "harness-catalog" } as const;
  const { data } = await octokit.rest.issues.listForRepo(query);
  return data.map(({ number, title, body }) => ({ number, title, body: body ?? "" }));
}

/** Changes a pipeline of production behind the catalog's back. */
export async function changeByHand({ sandboxes: { prod } }: World, path: string): Promise<void> {
  const headers = {
    "x-api-key": prodKey,
    "harness-account": prod.account,
    "content-type": "application/json",
  };
  const current = (await (await fetch(prod.url + path, { headers })).json()) as Record<string, string>;
  const changed = (current["pipeline_yaml"] ?? "").replace(
    /^ {2}description: .*$/m,
    "  description: changed by hand",
  );
  const body = {
    ...current,
    identifier: "backend_cd",
    description: "changed by hand",
    pipeline_yaml: changed,
  };
  const answer = await fetch(prod.url + path, { method: "PUT", headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${answer.status} ${await answer.text()}`);
}
