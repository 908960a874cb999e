/** The deletion guard after runs that failed, on the real engine: no outputs say what they have made, and it is guarded. */
import assert from "node:assert/strict";
import { createWorkspace, type Workspace } from "../support/workspace";

describe("the deletion guard after runs that failed", function () {
  this.timeout(900_000);
  let workspace: Workspace;
  let original = "";

  before(async () => {
    workspace = await createWorkspace();
    workspace.edit("services.yaml", (text) => (original = text));
    failing("POST", "triggers");
    const failed = await workspace.cli(["up", "--yes"], { HARNESS_RETRY_BASE_MS: "1" });
    assert.equal(failed.code, 1, failed.stderr);
    workspace.sandbox.faults({ rules: [] });
  });
  after(() => workspace.close());

  const failing = (method: string, path: string) =>
    workspace.sandbox.faults({ rules: [{ match: { method, path }, kind: "500" }] });
  const onlyOne = () => {
    const [head = "", first = ""] = original.split(/(?=^ {2}- name: )/m);
    const marks = /^# end .*$/m.exec(original)?.[0] ?? "";
    workspace.edit("services.yaml", () => `${head}${first}${marks}\n`);
  };

  it("a first run: the same refusal by state, by record and by plain pulumi", async () => {
    onlyOne();
    const before = JSON.stringify(workspace.sandbox.snapshot());
    assert.equal((await workspace.cli(["record", "--out", "record.json"])).code, 0);
    const said = new Set<string>();
    for (const way of [["plan"], ["up", "--yes"], ["plan", "--against-record", "record.json"]]) {
      const outcome = await workspace.cli(way);
      assert.equal(outcome.code, 4, `${way.join(" ")}: ${outcome.stderr}`);
      said.add(/^error ([^]*\[CMD002\])$/m.exec(outcome.stderr)?.[1] ?? `nothing by ${way.join(" ")}`);
    }
    assert.equal(said.size, 1, [...said].join("\n"));
    const [words = ""] = said;
    assert.match(words, /4 of 5 services \(80 %\) deleted/);
    const plain = await workspace.cli(["engine", "--", "preview", "--stack", "dev", "--non-interactive"], {
      HARNESS_CATALOG_DIR: workspace.catalog,
    });
    assert.notEqual(plain.code, 0);
    const flat = (text: string) => text.replace(/\s+/g, " ");
    assert.ok(flat(plain.stdout).includes(flat(words)), plain.stdout);
    assert.equal(JSON.stringify(workspace.sandbox.snapshot()), before);
  });

  it("a run with a word: what it could not delete goes by the next one without another word", async () => {
    workspace.edit("services.yaml", () => original);
    assert.equal((await workspace.operate("up")).create, 5);
    onlyOne();
    failing("DELETE", "pipelines|services");
    const failed = await workspace.cli(["up", "--yes", "--allow-deletions", "4"], {
      HARNESS_RETRY_BASE_MS: "1",
    });
    assert.equal(failed.code, 1, failed.stderr);
    workspace.sandbox.faults({ rules: [] });
    assert.ok((await workspace.operate("up")).delete >= 4);
    assert.equal((await workspace.operate("plan")).delete, 0);
  });
});
