/** The deletion guard on the real engine: by CLI and by plain pulumi, nothing is lost by accident. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createWorkspace, type Workspace } from "../support/workspace";

describe("the deletion guard", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let full: string;
  let original: string;

  before(async () => {
    workspace = await createWorkspace();
    workspace.edit("services.yaml", (text) => (original = text));
    await workspace.operate("up");
    full = JSON.stringify(workspace.sandbox.snapshot());
  });
  beforeEach(() => workspace.edit("services.yaml", () => original));
  after(() => workspace.close());

  const upRefused = async (text: string, code: string, exit: number) => {
    writeFileSync(join(workspace.catalog, "services.yaml"), text);
    const before = workspace.sandbox.calls().total;
    for (const operation of ["plan", "up"]) {
      const outcome = await workspace.cli([operation, "--yes"]);
      assert.equal(outcome.code, exit, outcome.stderr);
      assert.ok(outcome.stderr.includes(`[${code}]`), outcome.stderr);
    }
    assert.equal(workspace.sandbox.calls().total, before, "no call");
    assert.equal(JSON.stringify(workspace.sandbox.snapshot()), full);
  };

  const withoutEntries = (...names: string[]) =>
    original
      .split(/(?=^ {2}- name: )/m)
      .filter((part) => !names.some((name) => part.startsWith(`  - name: ${name}\n`)))
      .join("");

  it("refuses two of five services (40 %), names them and says the word that allows it", async () => {
    const text = withoutEntries("backend", "frontend");
    await upRefused(text, "CMD002", 4);
    const outcome = await workspace.cli(["up", "--yes"]);
    assert.match(outcome.stderr, /backend/);
    assert.match(outcome.stderr, /frontend/);
    assert.match(outcome.stderr, /--allow-deletions 2/);
  });

  it("goes ahead when the exact number is given, and not with another", async () => {
    writeFileSync(join(workspace.catalog, "services.yaml"), withoutEntries("backend", "frontend"));
    assert.equal((await workspace.cli(["up", "--yes", "--allow-deletions", "3"])).code, 4);
    const counts = await workspace.operate("up", ["--allow-deletions", "2"]);
    assert.equal(counts.delete, 6);
    workspace.edit("services.yaml", () => original);
    await workspace.operate("up");
    assert.equal(JSON.stringify(workspace.sandbox.snapshot()), full);
  });

  it("empty, truncated and conflict-marked files never delete anything", async () => {
    for (const text of [
      "",
      "services: []\n",
      "services:\n",
      original.slice(0, original.indexOf("team: platform-team-a") + 6),
      `<<<<<<< HEAD\n${original}=======\n>>>>>>> b\n`,
    ]) {
      writeFileSync(join(workspace.catalog, "services.yaml"), text);
      const outcome = await workspace.cli(["up", "--yes"]);
      assert.equal(outcome.code, 1, text);
      assert.equal(JSON.stringify(workspace.sandbox.snapshot()), full);
    }
  });

  it("a stack that does not exist is refused, not made, where nothing can be in it", async () => {
    for (const operation of ["refresh", "destroy"]) {
      const outcome = await workspace.cli([operation, "--stack", "prd", "--yes"]);
      assert.equal(outcome.code, 1);
      assert.match(outcome.stderr, /stack "prd" does not exist .*\[CMD008\]/);
    }
  });

  it("takes another project for the loss of everything, in the same words by every way", async () => {
    cpSync(workspace.catalog, join(workspace.dir, "old"), { recursive: true });
    assert.equal((await workspace.cli(["record", "--out", "record.json"])).code, 0);
    const platform = readFileSync(join(workspace.catalog, "platform.yaml"), "utf8");
    workspace.edit("platform.yaml", (text) =>
      text.replace("identifier: platform,", "identifier: platform2,"),
    );
    const before = workspace.sandbox.calls().total;
    const ways = [
      ["plan"],
      ["up", "--yes"],
      ["plan", "--against", "old"],
      ["plan", "--against-record", "record.json"],
    ];
    const said = new Set<string>();
    for (const way of ways) {
      const outcome = await workspace.cli(way);
      assert.equal(outcome.code, 4, `${way.join(" ")}: ${outcome.stderr}`);
      said.add(/^error [^]*\[CMD002\]$/m.exec(outcome.stderr)?.[0] ?? `nothing by ${way.join(" ")}`);
    }
    const plain = await workspace.cli(
      ["engine", "--", "up", "--yes", "--stack", "dev", "--non-interactive"],
      {
        HARNESS_CATALOG_DIR: workspace.catalog,
      },
    );
    assert.notEqual(plain.code, 0);
    assert.equal(said.size, 1, [...said].join("\n"));
    const [words = ""] = said;
    assert.match(words, /1 of 1 project \(100 %\) deleted: platform\n +with everything in it/);
    const flat = (text: string) => text.replace(/\s+/g, " ");
    assert.ok(flat(plain.stdout).includes(flat(words.replace(/^error /, ""))), plain.stdout);
    const markdown = await workspace.cli(["plan", "--against", "old", "--output", "markdown"]);
    assert.match(markdown.stdout, /### `plan` refuses: 1 problem[^]*with everything in it[^]*CMD002/);
    assert.equal(workspace.sandbox.calls().total, before, "no call");
    workspace.edit("platform.yaml", () => platform);
  });

  it("holds for plain pulumi too, before anything is registered", async () => {
    writeFileSync(join(workspace.catalog, "services.yaml"), withoutEntries("backend", "frontend"));
    const outcome = await workspace.cli(["engine", "--", "preview", "--stack", "dev", "--non-interactive"], {
      HARNESS_CATALOG_DIR: workspace.catalog,
    });
    assert.notEqual(outcome.code, 0);
    assert.match(outcome.stdout + outcome.stderr, /CMD002/);
  });
});
