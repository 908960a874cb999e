/** Plain `pulumi` on the same program and the same stack, through the language host. */
import assert from "node:assert/strict";
import { createWorkspace, type Workspace } from "../support/workspace";

describe("plain pulumi", function () {
  this.timeout(600_000);
  let workspace: Workspace;

  before(async () => (workspace = await createWorkspace()));
  after(() => workspace.close());

  const pulumi = async (...words: string[]) => {
    const outcome = await workspace.cli(["engine", "--", ...words, "--non-interactive"], {
      HARNESS_CATALOG_DIR: workspace.catalog,
    });
    assert.equal(outcome.code, 0, outcome.stdout + outcome.stderr);
    return outcome.stdout;
  };

  it("creates what the CLI then finds unchanged", async () => {
    await pulumi("stack", "init", "dev");
    await pulumi("up", "--stack", "dev", "--yes", "--skip-preview");
    const counts = await workspace.operate("up");
    assert.deepEqual([counts.create, counts.update, counts.replace, counts.delete], [0, 0, 0, 0]);
  });

  it("previews without changes and without calls", async () => {
    const before = workspace.sandbox.calls().total;
    await pulumi("preview", "--stack", "dev", "--expect-no-changes");
    assert.equal(workspace.sandbox.calls().total, before);
  });
});
