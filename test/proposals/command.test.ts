/** `add --propose` and `remove --propose` as a person runs them, killed half-way too. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { packageRoot } from "../../src/paths/packageRoot";
import { createRemote, type Remote } from "../support/remote";
import { outcomeOf } from "../support/outcome";

describe("--propose", function () {
  this.timeout(120_000);

  let remote: Remote;
  let work: string;
  beforeEach(() => {
    remote = createRemote();
    work = join(remote.dir, "mine");
    remote.git(["clone", "--quiet", remote.path, work], remote.dir);
    remote.git(["config", "user.name", "Bob"], work);
    remote.git(["config", "user.email", "bob@example.com"], work);
    // Work in progress that must stay as it is.
    writeFileSync(join(work, "catalog", "services.yaml"), "services: [half written\n");
  });
  afterEach(() => remote.close());

  const bin = join(packageRoot(), "src", "cli", "bin.js");
  const run = (program: string, ...args: string[]) =>
    spawn(program, args, {
      cwd: work,
      env: { PATH: process.env["PATH"], HOME: remote.dir, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  const cli = (...args: string[]) => outcomeOf(run(process.execPath, bin, ...args));
  const add = ["add", "mail", "--team", "payments", "--regions", "north", "--propose"];

  it("add pushes a branch, prints it, and leaves the working tree alone", async () => {
    const { code, stdout, stderr } = await cli(...add);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(
      stdout,
      `catalog/services.yaml
@@ -4,6 +4,10 @@
     regions: [north]
     providesApis: [ledger-api]
 
+  - name: mail
+    regions: [north]
+    team: payments
+
   - name: orders
     team: payments
     regions: [north, south]
on merge creates service mail, pipeline mail_cd, triggers mail_new_image
on merge updates resourceGroup payments_resources
proposed: Add service: mail, branch add-mail of ${remote.path}
next: open a pull request for that branch
`,
    );
    assert.equal(remote.git(["status", "--short"], work), " M catalog/services.yaml");
    assert.equal(remote.git(["log", "-1", "--format=%an <%ae>", "add-mail"]), "Bob <bob@example.com>");
    const again = await cli(...add);
    assert.match(again.stdout, /^already proposed: Add service: mail, branch add-mail of /m);
  });

  it("remove proposes too; another proposal for the service is refused with a cure", async () => {
    const { code, stdout } = await cli("remove", "orders", "--propose", "--author", "Eve <eve@example.com>");
    assert.equal(code, 0);
    assert.match(stdout, /^on merge deletes service orders, pipeline orders_cd, triggers orders_new_image$/m);
    assert.equal(remote.git(["log", "-1", "--format=%an <%ae>", "remove-orders"]), "Eve <eve@example.com>");
    await cli(...add);
    const other = await cli(...add, "--size", "small");
    assert.equal(other.code, 1);
    assert.match(other.stderr, /branch add-mail proposes other values for mail \(.*\) {2}\[PRO002\]/);
    assert.equal((await cli(...add, "--size", "small", "--replace")).code, 0);
  });

  it("says when there is no repository, and what is wrong with an author", async () => {
    remote.git(["remote", "remove", "origin"], work);
    const none = await cli(...add);
    assert.match(
      none.stderr,
      /is in no Git repository with a remote "origin" \(name the repository with --remote URL\) {2}\[PRO007\]/,
    );
    assert.equal((await cli(...add, "--remote", "../catalog.git")).code, 0);
    const { stderr } = await cli(...add, "--remote", "../catalog.git", "--author", "bob");
    assert.match(stderr, /\[CMD001\]/);
  });

  for (const moment of ["pre-receive", "post-receive"])
    it(`killed at ${moment} of its push, the same command ends with one branch and one commit`, async () => {
      const [pid, reached] = [join(remote.dir, "pid"), join(remote.dir, "reached")];
      const hook = join(remote.path, "hooks", moment);
      // The kill is the last thing that happens before the test goes on. What the orphaned push would still do then is
      // settled by the hook: refused before the branch is there, nothing left to do after it.
      writeFileSync(hook, `#!/bin/sh\ntouch '${reached}'\nkill -9 "$(cat '${pid}')"\nexit 1\n`);
      chmodSync(hook, 0o755);
      // The shell notes the id before it becomes the command, so that no push can come before the note.
      const words = [process.execPath, bin, ...add].map((word) => `'${word}'`).join(" ");
      const { code } = await outcomeOf(run("sh", "-c", `echo $$ >'${pid}'; exec ${words}`));
      assert.deepEqual([code, existsSync(reached)], [null, true], "it was killed in the hook");
      assert.deepEqual(remote.branches(), moment === "pre-receive" ? [] : ["add-mail"]);
      rmSync(hook);
      assert.equal((await cli(...add)).code, 0);
      assert.deepEqual(remote.branches(), ["add-mail"]);
      assert.equal(remote.git(["rev-list", "--count", "main..add-mail"]), "1");
      assert.match((await cli(...add)).stdout, /^already proposed/m);
    });
});
