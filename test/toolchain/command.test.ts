import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { environmentFor, runTool } from "../../src/toolchain/command";
import { packageRoot } from "../../src/paths/packageRoot";
import { makeWorld, type World } from "./world";

const mainFile = path.join(packageRoot(), "dist/src/toolchain/main.js");

describe("src/toolchain/command", () => {
  let world: World;
  beforeEach(() => (world = makeWorld()));
  afterEach(() => world.remove());

  /** A fake opa: tells its version, else runs the body. */
  const opa = (body: string): string =>
    world.script("bin/opa", `[ "$1" = version ] && echo 1.22.0 && exit\n${body}`);
  const runMain = (...args: string[]) =>
    spawnSync(process.execPath, [mainFile, ...args], {
      cwd: world.folder,
      env: world.env,
      encoding: "utf8",
    });

  it("resolves with the tool's exit code", async () => {
    opa("exit 7");
    assert.equal(await runTool("opa", ["test"], { env: world.env }), 7);
  });

  it("resolves with 128 + n for a tool that signal n ended", async () => {
    opa("kill -TERM $$");
    assert.equal(await runTool("opa", ["test"], { env: world.env }), 143);
  });

  it("leaves no signal handler behind", async () => {
    const before = [process.listenerCount("SIGINT"), process.listenerCount("SIGTERM")];
    opa("exit 0");
    await runTool("opa", [], { env: world.env });
    assert.deepEqual([process.listenerCount("SIGINT"), process.listenerCount("SIGTERM")], before);
  });

  it("puts the tool's folder first on PATH", () => {
    const tool = {
      name: "pulumi",
      command: "/a/bin/pulumi",
      root: "/a",
      version: "v3.276.0",
      origin: "cache",
    } as const;
    assert.equal(environmentFor(tool, { PATH: "/usr/bin" }).PATH, "/a/bin:/usr/bin");
    assert.equal(environmentFor(tool, {}).PATH, "/a/bin");
  });

  it("hands proxies and authorities on, and spares the loopback", () => {
    world.script(
      "bin/opa",
      '[ "$1" = version ] && echo 1.22.0 && exit; echo "$HTTPS_PROXY $NODE_EXTRA_CA_CERTS $SSL_CERT_FILE $no_proxy"',
    );
    const env = {
      HTTPS_PROXY: "http://p:1",
      NODE_EXTRA_CA_CERTS: "/dev/null",
      SSL_CERT_FILE: "/ca",
      NO_PROXY: "a.io",
    };
    const { stdout } = spawnSync(process.execPath, [mainFile, "opa", "--", "x"], {
      env: { ...world.env, ...env },
      encoding: "utf8",
    });
    assert.equal(stdout, "http://p:1 /dev/null /ca a.io,localhost,127.0.0.1,::1\n");
  });

  it("as a program passes arguments after -- and the streams through", () => {
    opa('echo "[$*]"; echo oops >&2; exit 3');
    const { status, stdout, stderr } = runMain("opa", "--", "eval", "--format", "a b");
    assert.deepEqual([status, stdout, stderr], [3, "[eval --format a b]\n", "oops\n"]);
  });

  it("as a program refuses an unknown tool and none at all (TOOL005)", () => {
    const names = "write one of pulumi, opa, kustomize, kubeconform, actionlint, then -- and its arguments";
    const unknown = runMain("pulomi");
    assert.deepEqual(
      [unknown.status, unknown.stderr],
      [1, `there is no tool "pulomi" (${names})  [TOOL005]\n`],
    );
    assert.equal(runMain().stderr, `no tool is named (${names})  [TOOL005]\n`);
  });

  it("as a program prints why a tool cannot be had, without a stack", () => {
    const { status, stderr } = runMain("opa", "--", "test");
    assert.equal(status, 1);
    assert.match(stderr, /^Open Policy Agent v1\.22\.0 is not found on PATH or in .*\[TOOL001\]\n$/);
  });
});
