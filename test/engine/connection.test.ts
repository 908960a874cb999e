/** A stack that was applied elsewhere: nobody is called, by no command, and a key goes to no host it was not given for. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox, type Sandbox } from "harness-sandbox";
import { type Outcome } from "../support/outcome";
import { apiKey, createWorkspace, type Workspace } from "../support/workspace";

describe("a stack that was applied elsewhere", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let elsewhere: Sandbox;
  let closed = false;
  let dir: string;
  let stateFile: string;

  before(async () => {
    elsewhere = await createSandbox({ account: "test-account", apiKey, port: 0, rateLimit: "off" });
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-account-"));
    stateFile = join(dir, "account.json");
    workspace = await createWorkspace({ stateFile });
    await workspace.operate("up");
  });
  after(async () => {
    await elsewhere.close();
    if (!closed) await workspace.sandbox.close(); // the last test moves the account elsewhere
    rmSync(workspace.dir, { recursive: true, force: true });
    rmSync(dir, { recursive: true, force: true });
  });

  const total = () => [workspace.sandbox.calls().total, elsewhere.calls().total];
  const silent = async (run: () => Promise<Outcome>, name: string) => {
    const before = total();
    const outcome = await run();
    assert.deepEqual(total(), before, `${name} called somebody`);
    const said = outcome.stdout + outcome.stderr;
    const both = `applied to ${workspace.sandbox.url}, not ${elsewhere.url}`;
    assert.ok(said.includes(both) && said.includes("CMD012"), `${name}: ${said}`);
    assert.ok(!said.includes(apiKey), name);
    return outcome.code;
  };

  it("is refused by every command that talks to Harness, before any call", async () => {
    const told = { HARNESS_ENDPOINT: elsewhere.url };
    for (const command of ["refresh", "destroy", "drift", "plan", "up"]) {
      const yes = command === "drift" ? [] : ["--yes"];
      const run = () => workspace.cli([command, "--stack", "dev", ...yes], told);
      assert.equal(await silent(run, command), 4, command);
    }
  });

  it("is refused by plain pulumi too, with the state's own connection and with the program's", async () => {
    const told = { HARNESS_ENDPOINT: elsewhere.url, HARNESS_CATALOG_DIR: workspace.catalog };
    for (const words of [
      ["refresh", "--yes", "--skip-preview"],
      ["destroy", "--yes", "--skip-preview"],
      ["up", "--yes", "--skip-preview"],
    ]) {
      const run = () =>
        workspace.cli(["engine", "--", ...words, "--stack", "dev", "--non-interactive"], told);
      assert.notEqual(await silent(run, `pulumi ${words[0]}`), 0);
    }
  });

  it("is refused for another account of the same endpoint", async () => {
    const before = total();
    const outcome = await workspace.cli(["destroy", "--stack", "dev", "--yes"], {
      HARNESS_ACCOUNT_ID: "other",
    });
    assert.equal(outcome.code, 4);
    assert.match(outcome.stderr, /applied to account "test-account", not "other".*CMD012/s);
    assert.deepEqual(total(), before);
  });

  it("is taken at the account's new address, once somebody says where it was", async () => {
    const { url } = workspace.sandbox;
    await workspace.sandbox.close();
    closed = true;
    const moved = await createSandbox({
      account: "test-account",
      apiKey,
      port: 0,
      rateLimit: "off",
      stateFile,
    });
    try {
      const told = { HARNESS_ENDPOINT: moved.url };
      const refreshed = await workspace.operate("refresh", ["--moved-from", `${url}/`], told);
      assert.deepEqual([refreshed.update, refreshed.delete], [0, 0]);
      assert.ok(moved.calls().total > 0);
      const applied = await workspace.operate("up", ["--moved-from", url], told);
      assert.deepEqual([applied.create, applied.update, applied.replace, applied.delete], [0, 0, 0, 0]);
      // From now on that is where it is.
      await workspace.operate("refresh", [], told);
    } finally {
      await moved.close();
    }
  });
});
