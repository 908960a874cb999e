/** The drill of docs/state.md: the state is lost, torn or older than the account, and comes back. */
import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createWorkspace, type Counts, type Workspace } from "../support/workspace";

describe("a lost state", function () {
  this.timeout(900_000);
  let workspace: Workspace;
  let account: string;

  before(async () => {
    workspace = await createWorkspace();
    await workspace.operate("up");
    account = JSON.stringify(workspace.sandbox.snapshot());
  });
  after(() => workspace.close());

  const state = () => join(workspace.dir, "state");
  const stacks = () => join(state(), ".pulumi", "stacks", "harness-catalog");
  const changes = ({ create, update, replace, delete: deleted }: Counts) => [
    create,
    update,
    replace,
    deleted,
  ];
  const comesBack = async () => {
    const counts = await workspace.operate("up");
    assert.deepEqual(changes(counts), [0, 0, 0, 0]);
    assert.equal(JSON.stringify(workspace.sandbox.snapshot()), account);
  };

  it("that is deleted comes back from the last good copy", async () => {
    rmSync(stacks(), { recursive: true });
    await comesBack();
  });

  it("that is empty, and its backup too, comes back from the last good copy, and is kept aside", async () => {
    for (const name of readdirSync(stacks())) writeFileSync(join(stacks(), name), "");
    const plan = await workspace.cli(["plan", "--stack", "dev"]);
    assert.match(plan.stderr, /dev\.json is empty; going on from .*last-good/);
    assert.equal(plan.code, 0, plan.stderr);
    await comesBack();
    const copies = join(state(), "last-good", readdirSync(join(state(), "last-good"))[0] ?? "");
    assert.equal(readFileSync(join(copies, "torn.json"), "utf8"), "");
  });

  it("comes back from a backup of the folder", async () => {
    const backup = join(workspace.dir, "backup");
    for (const part of ["passphrase", ".pulumi/stacks", "last-good"])
      cpSync(join(state(), part), join(backup, part), { recursive: true });
    rmSync(state(), { recursive: true });
    cpSync(backup, state(), { recursive: true });
    const refreshed = await workspace.operate("refresh");
    assert.deepEqual([refreshed.update, refreshed.delete], [0, 0]);
    await comesBack();
  });

  it("without any copy is named, with the one command that helps", async () => {
    rmSync(join(state(), "last-good"), { recursive: true });
    for (const name of readdirSync(stacks())) writeFileSync(join(stacks(), name), "");
    const failed = await workspace.cli(["up", "--stack", "dev", "--yes"]);
    assert.equal(failed.code, 1);
    const command = /run: mv (\S+) (\S+) && npx harness-catalog (up --stack dev)/.exec(failed.stderr);
    assert.ok(command !== null && failed.stderr.includes("[CMD040]"), failed.stderr);
    const [, file = "", aside = ""] = command;
    cpSync(file, aside);
    rmSync(file);
    await workspace.operate("up");
    assert.equal(JSON.stringify(workspace.sandbox.snapshot()), account);
  });
});
