/** What the scenarios of life.test.ts do and look at. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { harnessApi, type HarnessApi } from "harness-sandbox/test/harnessApi";
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

/** Calls production's API, as a person does. */
function byHand({ sandboxes: { prod } }: World): HarnessApi {
  return harnessApi(prod, prodKey);
}

type Fields = Readonly<Record<string, string>>;

/** Changes a pipeline of production behind the catalog's back. */
export async function changeByHand(world: World, path: string): Promise<void> {
  const current = await byHand(world)<Fields>("GET", path);
  const changed = (current["pipeline_yaml"] ?? "").replace(
    /^ {2}description: .*$/m,
    "  description: changed by hand",
  );
  await byHand(world)("PUT", path, {
    ...current,
    identifier: "backend_cd",
    description: "changed by hand",
    pipeline_yaml: changed,
  });
}

/** Copies a pipeline of production with its tags. */
export async function copyByHand(world: World, collection: string, from: string, to: string): Promise<void> {
  const current = await byHand(world)<Fields>("GET", `${collection}/${from}`);
  const yaml = (current["pipeline_yaml"] ?? "")
    .replace(/^ {2}identifier: .*$/m, `  identifier: ${to}`)
    .replace(/^ {2}name: .*$/m, `  name: ${to}`);
  await byHand(world)("POST", collection, { ...current, identifier: to, name: to, pipeline_yaml: yaml });
}

/** Deletes something of production. */
export async function deleteByHand(world: World, path: string): Promise<void> {
  await byHand(world)("DELETE", path);
}
