/** A run waits for another one of the same stack, before it touches anything of it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { outcomeOf } from "../support/outcome";
import { createWorkspace, type Workspace } from "../support/workspace";

describe("two runs of one stack", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  before(async () => (workspace = await createWorkspace()));
  after(() => workspace.close());

  it("never work at the same time, and the second goes on when the first was killed", async () => {
    // Makes the scratch folder.
    assert.equal((await workspace.cli(["refresh", "--yes"])).code, 1);
    const scratch = join(workspace.dir, "state", "workspaces");
    const [folder = ""] = readdirSync(scratch);
    const workDir = join(scratch, folder);
    mkdirSync(workDir, { recursive: true });
    const script = `require(${JSON.stringify(require.resolve("../../src/cli/engine/runLock"))})
      .takeRun({ stderr: process.stderr }, { workDir: ${JSON.stringify(workDir)}, stack: "dev" })
      .then(() => { process.stdout.write("taken"); setInterval(() => {}, 1000); });`;
    const first = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => first.stdout.once("data", resolve));
    const holder = readFileSync(join(workDir, "run.lock"), "utf8");

    for (const command of ["refresh", "plan"]) {
      const second = workspace.start([command, "--yes"]);
      const ended = outcomeOf(second);
      const said = new RegExp(`waiting for process ${first.pid}, which works on stack "dev"`);
      await new Promise<void>((resolve) => {
        let text = "";
        second.stderr?.on("data", (chunk: string) => {
          text += chunk;
          if (said.test(text)) resolve();
        });
        void ended.then(() => resolve());
      });
      assert.equal(readFileSync(join(workDir, "run.lock"), "utf8"), holder);
      if (command === "refresh") {
        second.kill("SIGKILL");
        await ended;
        continue;
      }
      first.kill("SIGKILL");
      const { code, stderr } = await ended;
      assert.equal(code, 0, stderr);
      assert.match(stderr, said);
    }
    assert.ok(!readdirSync(workDir).includes("run.lock"));
  });
});
