/**
 * The deletion guard, asked in every way there is about every edit of a table. `plan`, `up` and plain `pulumi` run one and
 * the same program; test/engine/guard.test.ts asks the real engine about some of the edits.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load";
import { planAgainstCatalog, planAgainstRecord } from "../../src/cli/plans/offline";
import { recordText } from "../../src/cli/plans/record/file";
import { outputsOf, wantedOf, type StackSettings } from "../../infra/wanted";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";
import type { Edit, Texts } from "./catalogEdits";
import { harmless, losing } from "./guardEdits";

/** A stack without a file, which hosts every environment that is there. */
const stack = "table";

type Said = readonly Problem[] | undefined;

const settings: StackSettings = {
  stack,
  account: "acme",
  endpoint: "https://app.harness.io/gateway",
  environments: undefined,
  delegates: "false",
  gitHub: false,
};

describe("the deletion guard, asked in every way", function () {
  this.timeout(300_000);
  let dir = "";
  let byProgram: Readonly<Record<string, readonly Problem[] | null>> = {};
  const folder = (edit: Edit) => edit.title.replaceAll(" ", "-");

  before(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-guard-"));
    const example: Texts = Object.fromEntries(
      ["services.yaml", "platform.yaml"].map((name) => {
        cpSync(join(packageRoot(), "catalog", name), join(dir, "all", "old", name));
        return [name, readFileSync(join(packageRoot(), "catalog", name), "utf8")];
      }),
    );
    for (const edit of [...losing, ...harmless]) {
      mkdirSync(join(dir, "all", folder(edit)));
      for (const [name, text] of Object.entries(edit.apply(example)))
        writeFileSync(join(dir, "all", folder(edit), name), text);
    }
    writeFileSync(join(dir, "record.json"), recordText(emptyRecord(join(dir, "all", "old"))));
    byProgram = askProgram(join(dir, "all"));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  /** What the ways without an engine say: the problems of a refusal, or undefined. */
  const ask = async (edit: Edit, allowed?: number): Promise<Readonly<Record<string, Said>>> => {
    const io = memoryIo({ cwd: dir, env: { HARNESS_ACCOUNT_ID: "acme" } });
    const given: Record<string, string> =
      allowed === undefined ? {} : { HARNESS_CATALOG_ALLOW_DELETIONS: String(allowed) };
    const request = { stack, catalog: loadCatalog(join(dir, "all", folder(edit))), given };
    const judged = () => Promise.resolve({ judged: 0, known: 0, desired: "" });
    return {
      against: await refusal(() => planAgainstCatalog(io, request, "all/old", judged)),
      record: await refusal(() => planAgainstRecord(io, request, "record.json", judged)),
    };
  };

  for (const edit of losing) {
    it(`refuses: ${edit.title}`, async () => {
      const program = byProgram[folder(edit)];
      assert.equal(program?.length, 1, "refused");
      assert.equal(program[0]?.code, "CMD002");
      assert.match(program[0].message.replace(/\s+/g, " "), edit.loses ?? /^$/);
      for (const [way, said] of Object.entries(await ask(edit))) assert.deepEqual(said, program, way);
      const number = Number(/--allow-deletions (\d+)$/.exec(program[0].hint)?.[1]);
      assert.deepEqual(await ask(edit, number), { against: undefined, record: undefined }, "with the word");
    });
  }

  for (const edit of harmless) {
    it(`lets pass: ${edit.title}`, async () => {
      assert.equal(byProgram[folder(edit)], null);
      assert.deepEqual(await ask(edit), { against: undefined, record: undefined });
    });
  }

  it("knows 25 edits of either kind at least", () => {
    assert.ok(losing.length >= 25 && harmless.length >= 25, `${losing.length} and ${harmless.length}`);
  });
});

/** A record with what the judgement asks for, and no objects. */
function emptyRecord(catalog: string) {
  const made = outputsOf(wantedOf(loadCatalog(catalog), settings, packageRoot()));
  return {
    version: 1 as const,
    stack,
    account: made.account,
    salt: "salt-of-the-guard-test",
    outputs: JSON.parse(JSON.stringify(made)) as { account: string },
    elsewhere: 0,
    objects: [],
  };
}

/** The program keeps Pulumi's mocks for the life of its process, so it gets one of its own. */
function askProgram(dir: string): Readonly<Record<string, readonly Problem[] | null>> {
  const script = join(packageRoot(), "dist", "test", "infra", "deployMany.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, dir], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout.slice(stdout.lastIndexOf("\n"))) as Record<string, readonly Problem[] | null>;
}

async function refusal(work: () => Promise<unknown>): Promise<Said> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof CatalogError) return error.problems;
    throw error;
  }
}
