/** No secret stands on a command line: others on the machine read those. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { gitHubWithCatalog, otherToken, repository } from "../support/localGitHub";
import { outcomeOf } from "../support/outcome";

const secret = "s3cret-that-nobody-may-see";

describe("arguments of processes", () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "arguments-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const start = (args: readonly string[], env: Record<string, string>): ChildProcess =>
    spawn(process.execPath, [join(packageRoot(), "src", "cli", "bin.js"), ...args], {
      cwd: dir,
      env: {
        PATH: process.env["PATH"],
        HOME: dir,
        GIT_CONFIG_GLOBAL: "/dev/null",
        RECORD_ARGUMENTS: join(dir, "arguments"),
        NODE_OPTIONS: `--require ${join(packageRoot(), "dist/test/support/recordArguments.js")}`,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
  const recorded = () => readFileSync(join(dir, "arguments"), "utf8");

  it("hold no user and password of a remote, nor does the clone", async () => {
    const hub = await gitHubWithCatalog();
    try {
      const remote = `${hub.server.url.replace("//", `//ann:${otherToken}@`)}/${repository}.git`;
      // The URL comes from the folder's own remote, where people do keep a password.
      const git = spawn("git", ["init", "--quiet", "--initial-branch=main", "."], { cwd: dir });
      await once(git, "close");
      await once(spawn("git", ["remote", "add", "origin", remote], { cwd: dir }), "close");
      await once(spawn("git", ["pull", "--quiet", "origin", "main"], { cwd: dir }), "close");
      const propose = ["remove", "orders", "--propose", "--author", "Ann <ann@company.com>"];
      const { code, stdout, stderr } = await outcomeOf(start(propose, { TMPDIR: dir }));
      assert.equal(code, 0, stderr);
      assert.match(recorded(), /"git".*"push"/);
      for (const text of [recorded(), stdout, stderr]) assert.ok(!text.includes(otherToken));
    } finally {
      await hub.close();
    }
  });

  for (const [how, args, env] of [
    ["a variable", [], { HARNESS_PLATFORM_API_KEY: secret }],
    ["a file", ["--api-key-file", "key"], {}],
    ["--api-key", ["--api-key", secret], {}],
  ] as const) {
    it(`of a sandbox hold no key that comes by ${how}`, async function () {
      if (!existsSync("/proc/self/cmdline")) this.skip();
      writeFileSync(join(dir, "key"), `${secret}\n`, { mode: 0o600 });
      const child = start(["sandbox", "start", "--foreground", "--state", "state.json", ...args], env);
      const [ready] = (await once(child.stdout!.setEncoding("utf8"), "data")) as [string];
      const { url, account } = JSON.parse(ready) as { url: string; account: string };
      try {
        assert.ok(!readFileSync(`/proc/${child.pid}/cmdline`, "utf8").includes(secret));
        const headers = { "x-api-key": secret };
        const answer = await fetch(`${url}/ng/api/organizations?accountIdentifier=${account}`, { headers });
        assert.equal(answer.status, 200, "it is the key nevertheless");
      } finally {
        child.kill("SIGTERM");
        await once(child, "close");
      }
      assert.ok(!readFileSync(join(dir, "state.json"), "utf8").includes(secret));
    });
  }
});
