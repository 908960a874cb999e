/** The version of Git that `doctor` asks for. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitState, judgeGit } from "../../src/cli/gitVersion";
import { run } from "../../src/cli/run";
import { memoryIo } from "../support/io";

describe("the version of Git that doctor asks for", () => {
  for (const [said, ok] of [
    ["git version 2.38.0", true],
    ["git version 2.39.5 (Apple Git-154)", true],
    ["git version 2.45.1.windows.1", true],
    ["git version 2.100.0", true],
    ["git version 3.0.0-rc1", true],
    ["git version 2.37.7", false],
    ["git version 2.4.38", false],
    ["git version 1.99.0", false],
    ["", false],
    ["busybox", false],
  ] as const) {
    it(`${ok ? "takes" : "refuses"} "${said}"`, () => {
      const { ok: found, detail } = judgeGit(`${said}\n`);
      assert.equal(found, ok);
      assert.equal(/install Git 2\.38 or newer/.test(detail), !ok);
    });
  }

  describe("on a machine", () => {
    let dir: string;

    beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-git-"))));
    afterEach(() => rmSync(dir, { recursive: true, force: true }));

    const machine = () => memoryIo({ cwd: dir, env: { PATH: join(dir, "bin") } });
    const install = (version: string) => {
      mkdirSync(join(dir, "bin"));
      writeFileSync(join(dir, "bin", "git"), `#!/bin/sh\necho git version ${version}\n`);
      chmodSync(join(dir, "bin", "git"), 0o755);
    };

    it("that has one, and on one that has none", async () => {
      assert.deepEqual(await gitState(machine()), {
        ok: false,
        detail: "not found; install Git 2.38 or newer: proposals are merged with it on trial",
      });
      install("2.47.1");
      assert.deepEqual(await gitState(machine()), { ok: true, detail: "2.47.1" });
    });

    it("is a line of the report", async () => {
      install("2.30.2");
      const io = machine();
      assert.equal(await run(["doctor", "--output", "json"], io), 1);
      const findings = JSON.parse(io.out()) as { subject: string; ok: boolean; detail: string }[];
      const [found] = findings.filter(({ subject }) => subject === "Git");
      assert.equal(found?.ok, false);
      assert.match(found.detail, /^2\.30\.2; install Git 2\.38 or newer/);
    });
  });
});
