/** The bot's commit of generated/, on a real git remote. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { gitIn } from "../support/localGitHub";

describe("committing generated files", () => {
  let dir = "";
  let clone = "";
  const remote = () => join(dir, "remote.git");

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-commit-"));
    gitIn(dir, "init", "--quiet", "--bare", "--initial-branch=main", remote());
    clone = join(dir, "bot");
    const seed = join(dir, "seed");
    gitIn(dir, "clone", "--quiet", remote(), seed);
    write(seed, "catalog/services.yaml", "one\n");
    write(seed, "generated/a/int/manifests.yaml", "a\n");
    push(seed, "First");
    gitIn(dir, "clone", "--quiet", remote(), clone);
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const write = (into: string, file: string, text: string) => {
    mkdirSync(dirname(join(into, file)), { recursive: true });
    writeFileSync(join(into, file), text);
  };
  const push = (from: string, message: string) => {
    gitIn(from, "add", "--all");
    gitIn(from, "commit", "--quiet", "-m", message);
    gitIn(from, "push", "--quiet", "origin", "HEAD:main");
  };
  const run = () => {
    const { status, stdout, stderr } = spawnSync(
      join(packageRoot(), ".github", "commit-generated.sh"),
      ["generated", ".github/CODEOWNERS", "none"],
      {
        cwd: clone,
        encoding: "utf8",
        env: {
          PATH: process.env["PATH"],
          HOME: dir,
          GIT_CONFIG_NOSYSTEM: "1",
          BRANCH: "main",
          SOURCE: "0123abc",
          ACTOR: "ann",
        },
      },
    );
    return { status, text: stdout + stderr };
  };
  const log = () => gitIn(remote(), "log", "--format=%an <%ae>|%B", "main");

  it("commits nothing when nothing has changed", () => {
    const before = log();
    assert.deepEqual(run(), { status: 0, text: "generated .github/CODEOWNERS none are as they should be\n" });
    assert.equal(log(), before);
  });

  it("commits what was added, changed and removed, and only that folder", () => {
    write(clone, "generated/a/int/manifests.yaml", "b\n");
    write(clone, "generated/cart/int/manifests.yaml", "c\n");
    write(clone, "catalog/services.yaml", "not its business\n");
    const { status, text } = run();
    assert.equal(status, 0, text);
    const [newest = ""] = log().split(/(?<=Author: ann)\n/);
    assert.equal(
      newest,
      "GitHub Actions <actions@github.com>|Generate the files of 2 services\n\n- a\n- cart\n\nSource: 0123abc\nAuthor: ann",
    );
    assert.equal(gitIn(remote(), "show", "main:catalog/services.yaml"), "one");
    assert.equal(run().status, 0);
  });

  it("names the platform when no service is touched, and takes a file that is gone", () => {
    write(clone, ".github/CODEOWNERS", "* @company/platform-team\n");
    assert.equal(run().status, 0);
    assert.match(
      log(),
      /^GitHub Actions <.*>\|Generate the files that follow from the platform\n\nSource: 0123abc\n/,
    );
    rmSync(join(clone, ".github", "CODEOWNERS"));
    assert.equal(run().status, 0);
    assert.equal(gitIn(remote(), "ls-tree", "--name-only", "-r", "main", ".github"), "");
  });

  it("goes on top of a push that was quicker", () => {
    write(clone, "generated/a/int/manifests.yaml", "b\n");
    write(join(dir, "seed"), "catalog/services.yaml", "two\n");
    push(join(dir, "seed"), "Quicker");
    const { status, text } = run();
    assert.equal(status, 0, text);
    assert.match(text, /trying again on top of main/);
    assert.equal(gitIn(remote(), "show", "main:catalog/services.yaml"), "two");
    assert.equal(gitIn(remote(), "show", "main:generated/a/int/manifests.yaml"), "b");
  });

  it("gives up, and leaves main as it is, when somebody else has written the same file", () => {
    write(clone, "generated/a/int/manifests.yaml", "b\n");
    write(join(dir, "seed"), "generated/a/int/manifests.yaml", "by hand\n");
    push(join(dir, "seed"), "By hand");
    const before = log();
    const { status, text } = run();
    assert.equal(status, 1);
    assert.match(
      text,
      /::error::the generated files have changed on main meanwhile; run this workflow again/,
    );
    assert.equal(log(), before);
    assert.equal(readFileSync(join(clone, "generated/a/int/manifests.yaml"), "utf8"), "b\n");
  });

  it("says so when the branch takes no push", () => {
    write(clone, "generated/a/int/manifests.yaml", "b\n");
    writeFileSync(join(remote(), "hooks", "pre-receive"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const { status, text } = run();
    assert.equal(status, 1);
    assert.match(text, /::error::main did not take the push; when it is protected, see docs\/workflows\.md/);
  });
});
