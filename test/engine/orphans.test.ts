/** Objects of the account that are in no state: found by drift, told with a cure, and left alone. */
import assert from "node:assert/strict";
import { parse, stringify } from "yaml";
import { harnessApi, type HarnessApi } from "harness-sandbox/test/harnessApi";
import { apiKey, createWorkspace, type Workspace } from "../support/workspace";

interface Entry {
  kind: string;
  identifier: string;
  scope: string;
  service: string | null;
  catalogKey: string | null;
  cure: string;
}

interface Report {
  drifted: boolean;
  refresh: { calls: number };
  plan: { create: number; calls: number };
  orphans: Entry[];
  unmanaged: Entry[];
  unseen: unknown[];
  orphanCalls: number;
}

/** A pipeline as the API takes and gives it. */
interface Pipeline {
  identifier: string;
  name: string;
  description?: string;
  tags: Record<string, string>;
  pipeline_yaml: string;
}

describe("orphans on the real engine", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  const pipelines = "/v1/orgs/default/projects/platform/pipelines";

  let call: HarnessApi;
  /** Copies a pipeline as a person would, with other tags. */
  const copyPipeline = async (
    from: string,
    to: string,
    tags: (own: Pipeline["tags"]) => Pipeline["tags"],
  ) => {
    const source = await call<Pipeline>("GET", `${pipelines}/${from}`);
    const document = parse(source.pipeline_yaml) as { pipeline: Record<string, unknown> };
    const identity = { identifier: to, name: to, tags: tags(source.tags) };
    const pipeline_yaml = stringify({ pipeline: { ...document.pipeline, ...identity } });
    await call("POST", pipelines, { ...identity, description: source.description, pipeline_yaml });
  };
  const drift = async (...more: string[]) => {
    const { code, stdout, stderr } = await workspace.cli([
      "drift",
      "--stack",
      "dev",
      "--detailed-exitcode",
      ...more,
    ]);
    assert.ok(code === 0 || code === 2, `${code} ${stdout} ${stderr}`);
    return { code, stdout };
  };
  const report = async () => {
    const { code, stdout } = await drift("--output", "json");
    return { code, ...(JSON.parse(stdout) as Report) };
  };

  before(async () => {
    workspace = await createWorkspace();
    call = harnessApi(workspace.sandbox, apiKey);
    await workspace.operate("up");
  });
  after(() => workspace.close());

  it("there is none after up, at a number of calls that does not grow with the catalog", async () => {
    const before = workspace.sandbox.calls().total;
    const { code, drifted, orphans, unmanaged, unseen, refresh, plan, orphanCalls } = await report();
    assert.deepEqual([code, drifted, orphans, unmanaged, unseen], [0, false, [], [], []]);
    const kindsInScopes = 49;
    const environments = 3;
    assert.equal(orphanCalls, kindsInScopes + environments);
    assert.equal(workspace.sandbox.calls().total - before, refresh.calls + plan.calls + orphanCalls);
  });

  it("copies are reported, those of another stack are not, and nothing is written", async () => {
    await copyPipeline("backend_cd", "backend_cd_copy", (own) => own);
    await copyPipeline("backend_cd", "foreign_cd", (own) => ({ ...own, catalog_stack: "other" }));
    await copyPipeline("backend_cd", "legacy_cd", () => ({}));
    await copyPipeline("backend_cd", "unrelated", () => ({}));
    await call("POST", "/ng/api/environmentsV2?accountIdentifier=test-account", {
      orgIdentifier: "default",
      projectIdentifier: "platform",
      identifier: "old",
      name: "old",
      type: "PreProduction",
      tags: { managed_by: "harness-catalog", catalog_stack: "dev" },
    });
    const before = JSON.stringify(workspace.sandbox.snapshot());
    const written = writes(workspace);
    const { code, drifted, orphans, unmanaged, plan, orphanCalls } = await report();
    assert.deepEqual([code, drifted, plan.create], [2, true, 0]);
    const told = (entries: readonly Entry[]) =>
      entries.map(({ kind, identifier, scope, service }) => [kind, identifier, scope, service]);
    assert.deepEqual(told(orphans), [
      ["environment", "old", "project default/platform", null],
      ["pipeline", "backend_cd_copy", "project default/platform", "backend"],
    ]);
    assert.deepEqual(told(unmanaged), [["pipeline", "legacy_cd", "project default/platform", "legacy"]]);
    assert.match(orphans[1]?.cure ?? "", /^service backend is in the catalog, this object is not: delete it/);
    assert.match(unmanaged[0]?.cure ?? "", /--import pipeline\/legacy$/);
    assert.equal(orphanCalls, 49 + 4, "the lost environment may have infrastructures too");
    assert.equal(JSON.stringify(workspace.sandbox.snapshot()), before);
    assert.equal(writes(workspace), written);
  });

  it("a report for people and one for an issue name each of them", async () => {
    const text = await drift();
    const markdown = await drift("--output", "markdown");
    for (const { code, stdout } of [text, markdown]) {
      assert.equal(code, 2);
      for (const name of ["backend_cd_copy", "legacy_cd", "old"]) assert.ok(stdout.includes(name), name);
      assert.ok(!stdout.includes("foreign_cd") && !stdout.includes("unrelated"));
    }
    assert.match(markdown.stdout, /^### Stack `dev` differs from the catalog/);
  });

  it("an object that a state lost is in the catalog: up takes it over, and drift is over", async () => {
    for (const identifier of ["backend_cd_copy", "legacy_cd"])
      await call("DELETE", `${pipelines}/${identifier}`);
    const query = "accountIdentifier=test-account&orgIdentifier=default&projectIdentifier=platform";
    await call("DELETE", `/ng/api/environmentsV2/old?${query}`);
    const { stdout } = await workspace.cli(["engine", "--", "stack", "--stack", "dev", "--show-urns"]);
    const lost = /urn:\S+MonitoredService::\S+/.exec(stdout)?.[0];
    assert.ok(lost !== undefined, stdout);
    await workspace.cli(["engine", "--", "state", "delete", lost, "--stack", "dev", "--yes"]);
    const found = await report();
    assert.deepEqual([found.code, found.plan.create], [2, 1]);
    assert.deepEqual(
      found.orphans.map(({ cure }) => /take it over with npx harness-catalog up --stack dev$/.test(cure)),
      [true],
    );
    await workspace.operate("up");
    const after = await report();
    assert.deepEqual([after.code, after.orphans], [0, []]);
  });
});

/** Calls so far that were no reads; the list of freezes is a POST. */
function writes({ sandbox }: Workspace): number {
  return Object.entries(sandbox.calls().byRoute)
    .filter(([route]) => !route.startsWith("GET ") && route !== "POST /ng/api/freeze/list")
    .reduce((sum, [, count]) => sum + count, 0);
}
