/** Plain `pulumi` with this project's Node.js language host, on the real engine and a file backend. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { findTool, locateTool } from "../../src/toolchain/findTool";
import { makeProject, type Outcome, type Project } from "./project";

const PROJECT = `name: tiny
runtime: { name: nodejs, options: { typescript: false } }
main: index.js
plugins: { providers: [{ name: echo, path: ./plugin }] }
`;

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
if (config.getBoolean("fail")) throw new Error("the program says no");
class Box extends pulumi.ComponentResource {
  constructor(name) {
    super("tiny:index:Box", name);
    this.registerOutputs({});
  }
}
new Box("first");
if (config.getBoolean("echo")) new pulumi.CustomResource("echo:index:Echo", "word", { word: "hi" });
console.log("said on standard output");
console.error("said on standard error");
exports.greeting = "hello " + config.require("who");
exports.pin = config.getSecret("pin");
`;

/** A provider that is a Node.js program itself: the engine asks the language host to run it. */
const PROVIDER = `
require("@pulumi/pulumi/provider").main(
  {
    version: "0.0.1",
    schema: JSON.stringify({ name: "echo", version: "0.0.1" }),
    create: async (urn, inputs) => ({ id: "echoed", outs: inputs ?? urn }),
  },
  process.argv.slice(2),
);
`;

const FILES = {
  "Pulumi.yaml": PROJECT,
  "index.js": PROGRAM,
  "package.json": JSON.stringify({ name: "tiny", dependencies: { "@pulumi/pulumi": "*" } }),
  "plugin/PulumiPlugin.yaml": "runtime: { name: nodejs, options: { typescript: false } }\n",
  "plugin/package.json": JSON.stringify({ name: "echo", main: "index.js" }),
  "plugin/index.js": PROVIDER,
};

describe("src/toolchain/languageHost, on the real engine", function () {
  this.timeout(60_000);
  let project: Project;

  before(async function () {
    this.timeout(20 * 60_000);
    // The build takes minutes: a CI run pays for it, a person's unit tests do not.
    const engine = process.env.CI === undefined ? await locateTool("pulumi") : await findTool("pulumi");
    if (engine === undefined) return this.skip();
    project = makeProject(engine.command, FILES);
    await succeed("stack", "init", "dev");
    await succeed("config", "set", "who", "me");
    await succeed("config", "set", "--secret", "pin", "4711");
  });
  after(() => project?.remove());

  async function succeed(...args: string[]): Promise<Outcome> {
    const outcome = await project.pulumi(...args);
    assert.equal(outcome.code, 0, `pulumi ${args.join(" ")}\n${outcome.stdout}${outcome.stderr}`);
    return outcome;
  }

  it("preview shows what would be made, what the program says and its outputs", async () => {
    const { stdout } = await succeed("preview");
    assert.match(stdout, /\+ {2}tiny:index:Box first create/);
    assert.match(stdout, /said on standard output/);
    assert.match(stdout, /said on standard error/);
    assert.match(stdout, /greeting: "hello me"/);
    assert.doesNotMatch(stdout, /4711/);
    assert.match(stdout, /Resources:\n {4}\+ 2 to create/);
  });

  it("preview --json gives the steps", async () => {
    const { stdout } = await succeed("preview", "--json");
    const { steps, changeSummary } = JSON.parse(stdout) as {
      steps: { op: string; urn: string }[];
      changeSummary: Record<string, number>;
    };
    assert.deepEqual(changeSummary, { create: 2 });
    assert.ok(steps.some(({ op, urn }) => op === "create" && urn.endsWith("::tiny:index:Box::first")));
  });

  it("up makes it, after which nothing is left to do", async () => {
    await succeed("up", "--yes", "--skip-preview");
    await succeed("preview", "--expect-no-changes");
    const { stdout } = await succeed("stack", "output", "--json");
    assert.deepEqual(JSON.parse(stdout), { greeting: "hello me", pin: "[secret]" });
  });

  it("refresh finds it unchanged", async () => {
    await succeed("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  });

  it("about names Node.js and the SDK the program uses", async () => {
    const { stdout } = await succeed("about", "--json");
    const about = JSON.parse(stdout) as {
      runtime: { language: string; version: string };
      dependencies: { name: string }[];
    };
    assert.deepEqual([about.runtime.language, about.runtime.version], ["nodejs", process.version]);
    assert.deepEqual(
      about.dependencies.map(({ name }) => name),
      ["@pulumi/pulumi"],
    );
  });

  it("runs a provider that is a Node.js program", async () => {
    await succeed("config", "set", "echo", "true");
    await succeed("up", "--yes", "--skip-preview");
    const { stdout } = await succeed("stack", "export");
    assert.match(stdout, /"id": "echoed"/);
  });

  it("a thrown error fails the preview, with the place in the program and without half a minute of colouring", async () => {
    await succeed("config", "set", "fail", "true");
    const { code, stdout } = await project.pulumi("preview");
    await succeed("config", "rm", "fail");
    assert.notEqual(code, 0);
    assert.match(stdout, /error: Running program '\S+index\.js' failed with an unhandled exception/);
    assert.match(stdout, /Error: the program says no\n\s+at Object\.<anonymous> \(\S+\/index\.js:4:\d+\)/);
  }).timeout(20_000);

  it("ends the program when the engine is killed", async () => {
    const alive = path.join(project.folder, "alive");
    // A named pipe whose write end the program holds: reading it ends when the program is gone.
    execFileSync("mkfifo", [alive]);
    project.write("index.js", `require("fs").openSync("alive", "w"); setInterval(() => undefined, 1000);`);
    const reading = fs.createReadStream(alive);
    const ended = once(reading.resume(), "end");
    const engine = project.start(["preview"], { stdio: "ignore" });
    await once(reading, "open");
    engine.kill("SIGKILL");
    await ended;
    project.write("index.js", PROGRAM);
  });

  it("destroy removes it all", async () => {
    await succeed("destroy", "--yes", "--skip-preview");
    const { stdout } = await succeed("stack", "export");
    assert.doesNotMatch(stdout, /tiny:index:Box/);
  });
});
