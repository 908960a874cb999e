/** The journal of a run and the copies of its state: whatever is torn, empty or somebody else's is never believed and never an error. */
import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { Journal, type WriteEntry } from "../../src/cli/engine/journal";
import { copiesFolder, keepCopy, newestCopy } from "../../src/cli/engine/lastGood";
import { readStateFile, type ExportedState } from "../../src/cli/engine/stackState";

const owner = { stack: "dev", project: "harness-catalog", backend: "file:///state" };
const urn = "urn:pulumi:dev::harness-catalog::harness:platform/service:Service::a";
const write: WriteEntry = {
  write: "w1",
  op: "update",
  urn,
  type: "harness:platform/service:Service",
  id: "a",
  address: ["identifier"],
  secrets: [],
  inputs: { identifier: "a" },
  to: { accountId: "acc", endpoint: "http://127.0.0.1:1" },
};

describe("the record of a run", () => {
  let dir: string;
  let journal: Journal;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-journal-"));
    journal = open();
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const open = (changed: Partial<typeof owner> = {}) =>
    new Journal(dir, { ...owner, ...changed }, (type) => type.startsWith("harness:"));
  const note = (line: unknown) => appendFileSync(journal.writesFile, `\n${JSON.stringify(line)}\n`);
  const event = (op: string, type: string, done = false): EngineEvent => {
    const metadata = { op, type, urn: `${urn}-${type}`, new: { custom: true, inputs: {}, outputs: {} } };
    return { [done ? "resOutputsEvent" : "resourcePreEvent"]: { metadata } } as unknown as EngineEvent;
  };

  it("is nothing until a run begins, and says which state it began with", () => {
    assert.equal(journal.read(), undefined);
    journal.begin("digest", false);
    assert.deepEqual(journal.read(), { whole: true, reading: false, base: "digest", writes: [], events: [] });
  });

  it("holds creates, updates, replacements and deletes, of the provider and of the engine", () => {
    journal.begin("digest", false);
    note(write);
    for (const op of [
      "create",
      "create-replacement",
      "update",
      "delete",
      "delete-replaced",
      "import",
      "same",
    ])
      journal.record(event(op, "github:index:Team"));
    const notes = open().read();
    assert.deepEqual(notes?.writes, [write]);
    assert.deepEqual(
      notes.events.map(({ op }) => op),
      ["create", "create-replacement", "update", "delete", "delete-replaced", "import"],
    );
    assert.equal(notes.whole, true);
  });

  it("keeps what is still open when the next run begins", () => {
    journal.begin("digest", false);
    note(write);
    open().begin("later", true);
    const notes = open().read();
    assert.deepEqual([notes?.writes, notes?.base, notes?.reading], [[write], "later", true]);
  });

  it("is forgotten when everything is proven, and keeps the rest", () => {
    journal.begin("digest", false);
    note(write);
    journal.record(event("update", "harness:platform/service:Service"));
    journal.record(event("update", "github:index:Team"));
    journal.record(event("update", "github:index:Team", true));
    journal.settle("after", [write]);
    assert.deepEqual([journal.read()?.writes, journal.read()?.events], [[write], []]);
    journal.settle("after", []);
    assert.equal(journal.read(), undefined);
  });

  it("keeps a step of another provider that began and never ended", () => {
    journal.begin("digest", false);
    journal.record(event("update", "github:index:Team"));
    journal.settle("after", []);
    assert.equal(journal.read()?.events.length, 1);
  });

  const damages: readonly [string, () => void][] = [
    ["empty", () => writeFileSync(journal.writesFile, "")],
    ["torn in its last line", () => appendFileSync(journal.writesFile, '\n{"write":"w2","op":"cre')],
    [
      "torn and gone on with",
      () => appendFileSync(journal.writesFile, `\n{"wri\n${JSON.stringify(write)}\n`),
    ],
    ["full of zeros", () => writeFileSync(journal.writesFile, "\0".repeat(64))],
    ["no JSON of ours", () => writeFileSync(journal.writesFile, "[]\nnull\n3\n")],
    ["without its first line", () => writeFileSync(journal.writesFile, `${JSON.stringify(write)}\n`)],
    ["torn in its events", () => appendFileSync(join(dir, "journal.jsonl"), '\n{"at":')],
    ["left alone by its first file", () => rmSync(journal.writesFile)],
  ];
  for (const [name, damage] of damages) {
    it(`is not whole when it is ${name}`, () => {
      journal.begin("digest", false);
      note(write);
      damage();
      assert.equal(open().read()?.whole, false);
    });
  }

  it("of another stack, project or backend names nothing of this one", () => {
    journal.begin("digest", false);
    note(write);
    assert.deepEqual(open({ stack: "prod" }).read()?.writes, []);
    for (const changed of [{ stack: "prod" }, { project: "other" }, { backend: "s3://bucket" }])
      assert.equal(open(changed).read()?.whole, false);
  });
});

describe("copies of a state", () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-copies-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const settings = () => ({ workDir: join(dir, "workspaces", "dev-1") });
  const state = (n: number): ExportedState => ({ version: 3, deployment: { resources: [], n } });
  const files = () => readdirSync(copiesFolder(settings())).sort();

  it("are the last five, the newest first to be used, and equal ones are kept once", () => {
    for (let n = 0; n < 8; n += 1) keepCopy(settings(), state(n));
    keepCopy(settings(), state(7));
    assert.equal(files().length, 5);
    assert.deepEqual(newestCopy(settings())?.state, state(7));
  });

  it("are passed over when they are damaged", () => {
    keepCopy(settings(), state(1));
    keepCopy(settings(), state(2));
    const newest = join(copiesFolder(settings()), files().at(-1) ?? "");
    for (const text of ["", readFileSync(newest, "utf8").slice(0, -3), JSON.stringify(state(3))]) {
      writeFileSync(newest, text);
      assert.deepEqual(newestCopy(settings())?.state, state(1));
    }
    keepCopy(settings(), state(2));
    assert.deepEqual(newestCopy(settings())?.state, state(2));
  });
});

describe("the state file of the folder backend", () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-state-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("is whole, absent or torn", () => {
    const file = join(dir, "dev.json");
    assert.deepEqual(readStateFile(file), { kind: "absent" });
    const whole = JSON.stringify({ version: 3, checkpoint: { stack: "dev", latest: { resources: [] } } });
    writeFileSync(file, whole);
    assert.deepEqual(readStateFile(file), {
      kind: "whole",
      state: { version: 3, deployment: { resources: [] } },
    });
    const torn: readonly [string, string][] = [
      ["", "is empty"],
      ["\0\0\0", "ends in the middle"],
      [whole.slice(0, -9), "ends in the middle"],
      ["{}", "is no state of Pulumi"],
      ["null", "is no state of Pulumi"],
    ];
    for (const [text, why] of torn) {
      writeFileSync(file, text);
      assert.deepEqual(readStateFile(file), { kind: "torn", file, why });
    }
  });
});
