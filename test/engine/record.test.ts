/** On the real engine: a plan by record says what the plan by state says, and needs neither state, key nor passphrase. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "@harness-catalog/problems";
import type { Texts } from "../cli/catalogEdits";
import { losing } from "../cli/guardEdits";
import { randomEdits } from "../cli/randomEdits";
import { type Outcome } from "../support/outcome";
import { createWorkspace, type Workspace } from "../support/workspace";

/** Everything a runner of a pull request does not have. */
const nothing = { HARNESS_PLATFORM_API_KEY: "", PULUMI_BACKEND_URL: "", PULUMI_CONFIG_PASSPHRASE: "" };

describe("a plan by record, on the real engine", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let example: Texts;
  let made: number;

  before(async () => {
    workspace = await createWorkspace();
    example = Object.fromEntries(
      ["services.yaml", "platform.yaml"].map((name) => [
        name,
        readFileSync(join(workspace.catalog, name), "utf8"),
      ]),
    );
    made = (await workspace.operate("up", ["--record", "record.json"])).create;
  });
  after(() => workspace.close());

  const write = (name: string, texts: Texts): string => {
    const dir = join(workspace.dir, name);
    mkdirSync(dir, { recursive: true });
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(dir, file), text);
    return dir;
  };
  const byState = (dir: string, ...more: string[]) =>
    workspace.cli(["plan", "--catalog", dir, "--output", "json", "--detailed-exitcode", ...more]);
  const byRecord = (dir: string, ...more: string[]) =>
    workspace.cli(
      [
        "plan",
        "--catalog",
        dir,
        "--against-record",
        "record.json",
        "--output",
        "json",
        "--detailed-exitcode",
        ...more,
      ],
      { ...nothing, HARNESS_CATALOG_STATE: join(workspace.dir, "elsewhere") },
    );
  const said = ({ code, stdout, stderr }: Outcome) => {
    const {
      calls: _calls,
      seconds: _seconds,
      ...rest
    } = JSON.parse(stdout || stderr) as Record<string, unknown>;
    return { code, ...rest };
  };

  it("counts, losses, refusals and exit codes are the same for eight edits", async () => {
    const edits = randomEdits(example, 7, 11);
    const last = losing.find(({ title }) => title === "another project")!;
    const all = [...edits, { title: last.title, texts: last.apply(example) }];
    let refused = 0;
    for (const [index, { title, texts }] of all.entries()) {
      const dir = write(`edit-${index}`, texts);
      const first = await byRecord(dir);
      const word = first.code === 4 ? wordOf(first) : [];
      refused += word.length === 0 ? 0 : 1;
      const record = word.length === 0 ? first : await byRecord(dir, ...word);
      const state = await byState(dir, ...word);
      assert.deepEqual(said(record), said(state), `${title}\n${record.stderr}\n${state.stderr}`);
      assert.equal(record.code, 2, title);
    }
    assert.ok(refused >= 2, `${refused} of them need the word`);
  });

  it("is refused in the same words, and nothing was written for it", async () => {
    const dir = join(workspace.dir, "edit-7");
    const [state, record] = [await byState(dir), await byRecord(dir)];
    assert.equal(state.code, 4);
    assert.deepEqual([record.code, record.stdout], [state.code, state.stdout]);
    assert.match(record.stdout, /CMD002.*project \(100 %\) deleted: platform.*with everything in it/);
    assert.throws(() => readFileSync(join(workspace.dir, "elsewhere")), /ENOENT/);
  });

  it("knows the unchanged catalog, and what others changed by a record of later", async () => {
    const same = said(await byRecord(workspace.catalog));
    assert.deepEqual(same, { code: 0, create: 0, update: 0, replace: 0, delete: 0, same: made });
    const outcome = await workspace.cli(["record", "--out", "again.json"]);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.ok(
      outcome.stdout.startsWith(`again.json: record of ${made} objects of stack dev`),
      outcome.stdout,
    );
    const wrong = await workspace.cli(["plan", "--stack", "prod", "--against-record", "again.json"]);
    assert.match(wrong.stderr, /again\.json:1:1 the record is of stack "dev", not "prod".*\[CMD019\]/);
  });
});

function wordOf({ stdout }: Outcome): string[] {
  const [problem] = JSON.parse(stdout) as Problem[];
  const number = /--allow-deletions (\d+)$/.exec(problem?.hint ?? "")?.[1];
  assert.ok(number !== undefined, stdout);
  return ["--allow-deletions", number];
}
