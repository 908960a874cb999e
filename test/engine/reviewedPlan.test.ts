/** `plan --save` and `up --plan` on the real engine: exactly what was reviewed, or nothing. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { policyGate } from "../../src/cli/policyGate";
import { engineSettings } from "../../src/cli/engine/settings";
import { upAsReviewed } from "../../src/cli/plans/bind";
import { readSavedPlan } from "../../src/cli/plans/savedPlan";
import { loadCatalog } from "../../src/catalog/load";
import { CatalogError } from "@harness-catalog/problems";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";
import { createWorkspace, type Workspace } from "../support/workspace";

describe("a reviewed plan on the real engine", function () {
  this.timeout(600_000);
  let workspace: Workspace;

  before(async () => (workspace = await createWorkspace()));
  after(() => workspace.close());

  const snapshot = () => JSON.stringify(workspace.sandbox.snapshot());
  const file = () => join(workspace.dir, "plan.json");
  const save = (env = {}) => workspace.operate("plan", ["--save", "plan.json"], env);
  const apply = () =>
    workspace.cli(["up", "--stack", "dev", "--yes", "--plan", "plan.json", "--output", "json"]);

  it("is made without a key and without a call, is the same file every time, and is done", async () => {
    const secret = "value-that-stands-nowhere";
    const { HARNESS_PLATFORM_API_KEY: _, ...keyless } = workspace.env;
    Object.assign(workspace.env, { HARNESS_PLATFORM_API_KEY: undefined });
    await save();
    Object.assign(workspace.env, { ...keyless, HARNESS_PLATFORM_API_KEY: apiKeyOfTest });
    assert.equal(workspace.sandbox.calls().total, 0);
    const text = readFileSync(file(), "utf8");
    // The same with the values of secrets at hand: no value reaches the plan, nor changes it.
    await save({ SLACK_WEBHOOK_PAYMENTS: secret });
    assert.equal(readFileSync(file(), "utf8"), text);
    assert.ok(!text.includes(secret));
    const outcome = await apply();
    assert.equal(outcome.code, 0, outcome.stderr);
  });

  it("is refused when it is done already, and nothing is written", async () => {
    const before = workspace.sandbox.calls().total;
    const outcome = await apply();
    assert.equal(outcome.code, 1);
    assert.match(outcome.stdout, /"code":"CMD016","file":"plan.json"/);
    assert.equal(workspace.sandbox.calls().total, before);
  });

  it("is refused when the catalog says something else", async () => {
    workspace.edit("services.yaml", (text) => text.replace("description: Account API", "description: One"));
    await save();
    workspace.edit("services.yaml", (text) => text.replace("description: One", "description: Two"));
    const before = snapshot();
    const outcome = await apply();
    assert.equal(outcome.code, 1);
    assert.match(outcome.stdout, /the catalog .* is not the one that the plan was made from/);
    assert.match(outcome.stdout, /update of pipeline account-api is in the plan with other content/);
    assert.equal(snapshot(), before);
  });

  it("holds the engine even when another run comes in between", async () => {
    await save();
    const io = memoryIo({
      cwd: workspace.dir,
      env: { ...process.env, ...workspace.env } as Record<string, string>,
    });
    const settings = engineSettings(io, packageRoot(), "dev", { HARNESS_CATALOG_DIR: workspace.catalog });
    const { desired } = await policyGate(io, loadCatalog(workspace.catalog), settings);
    const reviewed = { plan: readSavedPlan(file(), "plan.json", "dev"), file: "plan.json" };
    let between = "";
    const late = upAsReviewed(io, settings, reviewed, desired, { quiet: true }, async () => {
      // Somebody applies another catalog after the check and before the writing.
      workspace.edit("services.yaml", (text) =>
        text.replace("description: Account service", "description: Other"),
      );
      await workspace.operate("up");
      workspace.edit("services.yaml", (text) =>
        text.replace("description: Other", "description: Account service"),
      );
      between = snapshot();
    });
    await assert.rejects(late, (error: unknown) => {
      assert.ok(error instanceof CatalogError);
      assert.match(
        error.message,
        /^plan\.json:1:1 another run has changed the stack meanwhile: \w+ account-service is not as it was in the plan .*\[CMD016\]$/m,
      );
      return true;
    });
    assert.equal(snapshot(), between, "what the other run did stands");
  });
});

const apiKeyOfTest = "pat.test-account.key.s3cr3t-key-of-the-test";
