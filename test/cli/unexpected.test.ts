/** What nobody has thought of ends in a problem with code and cure, never in a stack trace of Node.js. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { problemOf } from "@harness-catalog/problems/unexpected";
import { problem } from "@harness-catalog/problems";
import { packageRoot } from "../../src/paths/packageRoot";
import { noteBug } from "../../src/cli/commands/serve";
import { memoryIo } from "../support/io";

const bin = join(packageRoot(), "src", "cli", "bin.js");

describe("what nobody has thought of", () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "unexpected-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** The command line with a module that throws in the middle of it. */
  const cli = (args: readonly string[], bomb: string, stdout: number | "pipe" = "pipe") => {
    const file = join(dir, "bomb.cjs");
    writeFileSync(file, bomb);
    const env = { ...process.env, TMPDIR: dir, NODE_OPTIONS: `--require ${file}` };
    return spawnSync(process.execPath, [bin, ...args], {
      cwd: dir,
      env,
      encoding: "utf8",
      stdio: ["ignore", stdout, "pipe"],
    });
  };
  const bug = `const fs = require("node:fs"); const all = fs.existsSync;
    fs.existsSync = (f) => { if (String(f).endsWith("connection.json")) throw new TypeError("x is\\nnot"); return all(f); };`;

  it("what a program throws inside the engine is left to who listens for it: the run goes on, and keeps its exit code", () => {
    const throws = 'setImmediate(() => void Promise.reject(new Error("an answer of the engine")));';
    const heard = cli(["--version"], `process.on("unhandledRejection", () => {}); ${throws}`);
    assert.deepEqual([heard.status, heard.stderr], [0, ""]);
    assert.equal(cli(["--version"], throws).status, 1, "nobody else listens");
  });

  it("leaves a problem as it is", () => {
    const own = problem("CMD001", "a", "b");
    assert.equal(problemOf(own, []), own);
  });

  it("a bug that a request met is told the same way, with the request's number", () => {
    const io = memoryIo();
    noteBug(io, "r-1", new TypeError("x is\nnot a function"));
    const file = /with (\S+), which/.exec(io.err())?.[1] ?? "";
    try {
      assert.match(
        io.err(),
        /^request r-1: bug in serve: TypeError: x is \(report this line with .*\) {2}\[CMD091\]\n$/,
      );
      assert.match(readFileSync(file, "utf8"), /\n\s+at /);
    } finally {
      rmSync(file, { force: true });
    }
  });

  it("a bug is told in a line, with its trace in a file of this user", () => {
    const problems = problemOf(new TypeError("x is\nnot a function"), ["plan"]).problems;
    const file = /with (\S+), which/.exec(problems[0]?.hint ?? "")?.[1] ?? "";
    try {
      assert.equal(problems[0]?.code, "CMD091");
      assert.equal(problems[0]?.message, "bug in plan: TypeError: x is");
      assert.match(readFileSync(file, "utf8"), /^TypeError: x is\nnot a function\n {4}at /);
      assert.equal(statSync(file).mode & 0o777, 0o600);
    } finally {
      rmSync(file, { force: true });
    }
    assert.match(problemOf("words", []).message, /^bug in: words \(report this line, to those/);
  });

  it("what the system refuses is told with its cure", () => {
    const refusal = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        return problemOf(error, ["up"]).message;
      }
      return assert.fail("it was allowed");
    };
    assert.match(
      refusal(() => readFileSync(dir)),
      /illegal operation on a directory \(EISDIR from read\) \(name a file.*CMD090/,
    );
    const missing = join(dir, "nothing");
    assert.equal(
      refusal(() => readFileSync(missing)),
      `${missing}: no such file or directory (ENOENT from open) (check the path)  [CMD090]`,
    );
  });

  for (const [where, bomb] of [
    ["a timer", 'setTimeout(() => { throw new TypeError("late"); }, 1).ref();'],
    ["a promise nobody awaits", 'void Promise.resolve().then(() => { throw new TypeError("late"); });'],
  ] as const) {
    it(`also from ${where}`, () => {
      // The command waits for ever, so only the error can end it.
      const wait = `${bomb} setInterval(() => undefined, 1000);`;
      const program = `${wait} require(${JSON.stringify(join(packageRoot(), "dist/src/cli/main.js"))}).main(process);`;
      const { status, stderr } = spawnSync(process.execPath, ["-e", program], {
        env: { ...process.env, TMPDIR: dir },
        encoding: "utf8",
      });
      assert.equal(status, 1);
      assert.match(stderr, /^error bug in: TypeError: late \(report this line .*\[CMD091\]\n$/);
    });
  }

  it("in a command, for people and as JSON", () => {
    const { status, stdout, stderr } = cli(["sandbox", "status"], bug);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^error bug in sandbox: TypeError: x is \(report .*\[CMD091\]\n$/);
    for (const output of [["--output", "json"], ["--output=json"]]) {
      const asJson = cli(["sandbox", "status", ...output], bug);
      assert.equal((JSON.parse(asJson.stdout) as { code: string }[])[0]?.code, "CMD091");
    }
  });

  it("an output whose reader has gone ends nothing", async () => {
    const child = spawn(process.execPath, [bin, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
    assert.deepEqual(await once(child, "close"), [0, null]);
    assert.equal(said, "");
  });

  it("an output that cannot be written is an error", function () {
    if (!existsSync("/dev/full")) this.skip();
    const { status, stderr } = cli(["--help"], "", openSync("/dev/full", "w"));
    assert.equal(status, 1);
    assert.match(stderr, /^error the output could not be written: .*ENOSPC/);
  });

  it("a clone that is not compiled says so", () => {
    mkdirSync(join(dir, "src", "cli"), { recursive: true });
    cpSync(bin, join(dir, "src", "cli", "bin.js"));
    const { status, stderr } = spawnSync(process.execPath, [join(dir, "src", "cli", "bin.js")], {
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.equal(
      stderr,
      "error harness-catalog is not installed or not compiled (run `npm ci` in its clone)\n",
    );
  });
});
