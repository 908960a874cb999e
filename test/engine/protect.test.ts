/** What production stands on is protected by the engine itself, where the stack's file names its account. */
import assert from "node:assert/strict";
import { createWorkspace, type Workspace } from "../support/workspace";

describe("what production stands on", function () {
  this.timeout(600_000);
  let workspace: Workspace;

  before(async () => {
    workspace = await createWorkspace();
    await workspace.operate("up", ["--stack", "prod"]);
  });
  after(() => workspace.close());

  const protectedObjects = async (): Promise<string[]> => {
    const { stdout } = await workspace.cli(["engine", "--", "stack", "export", "--stack", "prod"]);
    const { deployment } = JSON.parse(stdout) as {
      deployment: { resources: { urn: string; protect?: boolean }[] };
    };
    return deployment.resources
      .filter(({ protect }) => protect === true)
      .map(({ urn }) => urn.split("::").slice(-2).join(" ").split(/[$/:]/).slice(-1)[0]!)
      .sort();
  };

  it("is marked: project, environment, places, their connectors and who approves", async () => {
    assert.deepEqual(await protectedObjects(), [
      "AwsConnector aws_prod",
      "Environment prod",
      "Infrastructure prod_euw1_ecs",
      "Infrastructure prod_euw1_k8s",
      "Infrastructure prod_euw2_k8s",
      "KubernetesConnector k8s_connector_prod_euw1",
      "KubernetesConnector k8s_connector_prod_euw2",
      "Project platform",
      "Usergroup platform_team",
    ]);
  });

  it("outlives a plain pulumi destroy", async () => {
    const before = JSON.stringify(workspace.sandbox.snapshot());
    const outcome = await workspace.cli(["engine", "--", "preview", "--stack", "prod", "--non-interactive"], {
      HARNESS_CATALOG_DIR: workspace.catalog,
    });
    assert.equal(outcome.code, 0, outcome.stdout);
    const gone = await workspace.cli(["engine", "--", "destroy", "--stack", "prod", "--preview-only"]);
    assert.notEqual(gone.code, 0, gone.stdout);
    assert.match(gone.stdout + gone.stderr, /protected/);
    assert.equal(JSON.stringify(workspace.sandbox.snapshot()), before);
  });

  it("goes in one run with the word, in a plan too; and destroy is a word of its own", async () => {
    workspace.edit("platform.yaml", (text) => text.replace(/^ {2}prod-euw2:.*\n/m, ""));
    const refused = await workspace.cli(["up", "--stack", "prod", "--yes"]);
    assert.equal(refused.code, 4, refused.stderr);
    const word = /--allow-deletions (\d+)/.exec(refused.stderr)?.slice(1, 2) ?? [];
    const planned = await workspace.operate("plan", ["--stack", "prod", "--allow-deletions", ...word]);
    const done = await workspace.operate("up", ["--stack", "prod", "--allow-deletions", ...word]);
    assert.ok(planned.delete > 0);
    assert.equal(done.delete, planned.delete);
    assert.ok(!(await protectedObjects()).includes("Infrastructure prod_euw2_k8s"));
    const destroyed = await workspace.operate("destroy", ["--stack", "prod"]);
    assert.ok(destroyed.delete > 50);
  });
});
