import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CatalogError } from "@harness-catalog/problems";
import type { SandboxReady } from "../src/main";
import { accountId, apiKey, TestAccount } from "./client";
import { del, newOrganization, newPipeline, newProject, newService, newTrigger, put } from "./requests";

describe("sandbox persistence", () => {
  let folder: string;
  let stateFile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox-"));
    stateFile = join(folder, "deep", "state.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("comes back the same after a restart, with and without an orderly end", async () => {
    const first = new TestAccount({ stateFile });
    await first.given(newProject(), newService("a"), newService("b"), newPipeline("pl"), newTrigger("tr"));
    await first.given(del("/ng/api/servicesV2/a?orgIdentifier=default&projectIdentifier=shop"));
    const second = new TestAccount({ stateFile });
    assert.equal(second.bytes(), first.bytes(), "without an orderly end");
    second.sandbox.end();
    const third = new TestAccount({ stateFile });
    assert.equal(third.bytes(), first.bytes(), "after an orderly end");
    await third.given(newService("a"));
  });

  it("keeps references, marks and retired identifiers", async () => {
    const first = new TestAccount({ stateFile, retainDeletedIds: true });
    await first.given(newProject(), newPipeline("pl"), newTrigger("tr"), newOrganization("gone"));
    await first.given(del("/ng/api/organizations/gone"));
    const second = new TestAccount({ stateFile, retainDeletedIds: true });
    assert.equal((await second.send(newOrganization("gone"))).status, 400);
    await second.given(del("/v1/orgs/default/projects/shop/pipelines/pl"));
    assert.deepEqual(second.sandbox.snapshot().trigger, {});
  });

  it("rewrites the file at a start, so that it does not grow for ever", async () => {
    const first = new TestAccount({ stateFile });
    await first.given(newOrganization("a"));
    const update = put("/ng/api/organizations/a", { organization: { identifier: "a", name: "a" } });
    for (let i = 0; i < 20; i++) await first.given(update);
    const lines = () => readFileSync(stateFile, "utf8").trimEnd().split("\n").length;
    assert.ok(lines() > 20);
    new TestAccount({ stateFile });
    assert.equal(lines(), 3, "a header and two organizations");
  });

  it("forgets half a line at the end, and all of a call or nothing", async () => {
    const first = new TestAccount({ stateFile });
    await first.given(newOrganization("a"));
    const before = first.bytes();
    appendFileSync(stateFile, '[{"put":{"kind":"organization","scope":{},"ident');
    assert.equal(new TestAccount({ stateFile }).bytes(), before);
  });

  it("refuses a file of another account, a damaged one and one that is something else", () => {
    const open = () => new TestAccount({ stateFile });
    open();
    assert.throws(() => new TestAccount({ stateFile, account: "OTHER" }), says(/holds account "ACC"/));
    const text = readFileSync(stateFile, "utf8");
    writeFileSync(stateFile, `${text}garbage\n[]\n`);
    assert.throws(open, says(/damaged at line 3/));
    writeFileSync(stateFile, "{}\n");
    assert.throws(open, says(/not a state file/));
  });

  it("saves a reset", async () => {
    const first = new TestAccount({ stateFile });
    const empty = first.bytes();
    await first.given(newOrganization("a"));
    first.sandbox.reset();
    assert.equal(new TestAccount({ stateFile }).bytes(), empty);
  });

  for (const signal of ["SIGTERM", "SIGINT", "SIGKILL"] as const) {
    it(`loses nothing that was answered when its process gets ${signal}`, async () => {
      const child = await start(stateFile);
      const created = Array.from({ length: 20 }, (_, index) => `org_${index}`);
      for (const identifier of created) await create(child.ready.url, identifier);
      assert.equal(await end(child.process, signal), signal === "SIGKILL" ? null : 0);
      const again = new TestAccount({ stateFile });
      const found = Object.keys(again.sandbox.snapshot().organization ?? {});
      assert.deepEqual(found.filter((path) => path.includes("org_")).length, created.length);
    });
  }
});

function says(pattern: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof CatalogError && pattern.test(error.message) && error.problems[0]?.code === "CMD006";
}

async function start(stateFile: string): Promise<{ process: ChildProcess; ready: SandboxReady }> {
  const options = JSON.stringify({ account: accountId, apiKey, stateFile, port: 0 });
  const main = join(__dirname, "..", "src", "main.js");
  const program = `require(${JSON.stringify(main)}).runSandbox({ ...${options}, onReady: (r) => console.log(JSON.stringify(r)) })`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (data: Buffer) => resolve(String(data))),
  );
  return { process: child, ready: JSON.parse(line) as SandboxReady };
}

async function create(url: string, identifier: string): Promise<void> {
  const answer = await fetch(`${url}/ng/api/organizations?accountIdentifier=${accountId}`, {
    method: "POST",
    headers: { "x-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify({ organization: { identifier, name: identifier } }),
  });
  assert.equal(answer.status, 200);
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill(signal);
  return ended;
}

describe("sandbox state file", () => {
  it("is readable by its owner only, also where a looser one or a leftover was there before", () => {
    const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
    try {
      const stateFile = join(folder, "deep", "state.json");
      const first = new TestAccount({ stateFile });
      const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
      assert.deepEqual([mode(join(folder, "deep")), mode(stateFile)], ["700", "600"]);
      first.sandbox.end();
      chmodSync(stateFile, 0o644);
      writeFileSync(`${stateFile}.new`, "half", { mode: 0o644 });
      new TestAccount({ stateFile }).sandbox.end();
      assert.equal(mode(stateFile), "600");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
