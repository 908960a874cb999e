/** `plan --check-account`: what is said of an account, in every format, and how the command ends. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refusalsIn } from "../../src/cli/account/check";
import { connectionWithoutEngine } from "../../src/cli/account/connection";
import type { AccountCheck } from "../../src/cli/account/model";
import { accountOfRecord } from "../../src/cli/account/ofPlan";
import { planAgainstRecord } from "../../src/cli/plans/offline";
import { newSalt } from "../../src/cli/plans/record/digest";
import { writeRecord } from "../../src/cli/plans/record/file";
import { recordOf } from "../../src/cli/plans/record/make";
import { report } from "../../src/cli/report";
import { run } from "../../src/cli/run";
import { CatalogError } from "@harness-catalog/problems";
import { packageRoot } from "../../src/paths/packageRoot";
import { exampleCatalog } from "../plan/support";
import { account, apiKey, startProvider, type TestProvider } from "@pulumi/harness/test/support/provider";
import { memoryIo } from "../support/io";

const stack = "looking";

describe("a plan that looks at the account", function () {
  this.timeout(120_000);
  let provider: TestProvider;
  let dir: string;
  let env: Record<string, string>;
  const file = () => join(dir, "record.json");
  const judged = () => Promise.resolve({ judged: 0, known: 0, desired: "" });
  const request = { stack, catalog: exampleCatalog(), given: {} };

  before(async () => {
    provider = await startProvider();
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-look-"));
    env = {
      HARNESS_ACCOUNT_ID: account,
      HARNESS_ENDPOINT: provider.sandbox.url,
      HARNESS_PLATFORM_API_KEY: apiKey,
      HARNESS_RATE_LIMIT_PER_MINUTE: "off",
    };
    writeRecord(file(), recordOf(stack, [], newSalt()));
  });
  after(async () => {
    await provider.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const planned = async (more: Record<string, string> = {}) => {
    const io = memoryIo({ env: { ...env, ...more }, cwd: dir });
    const { result, ...made } = await planAgainstRecord(io, request, "record.json", judged);
    const checked = await accountOfRecord(io, packageRoot(), request, result, { recorded: {}, ...made });
    const said = (format: "text" | "json" | "markdown") =>
      report(io, format, { name: "plan", stack, judged: undefined, plan: undefined, ...checked });
    return { ...checked, plan: made.plan, said };
  };

  it("of an empty account promises creates, for a call a list of what is there", async () => {
    const { account: found, result, said } = await planned();
    assert.equal(found.takenOver.length + found.refused.length, 0);
    const untold = found.untold.reduce((sum, { keys }) => sum + keys.length, 0);
    assert.equal(found.new.length + untold, result.tally.create);
    assert.ok(found.calls > 0 && found.calls < 40, String(found.calls));
    assert.equal(result.calls.total, found.calls);
    assert.match(said("text"), /^account looked at with \d+ API calls: of \d+ objects to make \d+ are new/m);
    assert.doesNotMatch(said("text"), /a plan calls nobody/);
    assert.match(said("markdown"), /^Account looked at with \d+ API calls: of /m);
    assert.doesNotMatch(said("markdown"), /takes over its own/);
  });

  it("tells what is taken over and what is refused as `up` would, in every format alike", async () => {
    const { plan } = await planned();
    const objects = plan.units.flatMap((unit) => unit.objects);
    const made = objects.filter(({ kind }) => ["organization", "project", "usergroup"].includes(kind));
    for (const { kind, inputs } of made) {
      const other = kind === "usergroup" ? { ...inputs, tags: ["managed_by:somebody"] } : inputs;
      await provider.create(kind, (await provider.check(kind, other)).inputs);
    }
    const groups = made.filter(({ kind }) => kind === "usergroup");
    const { account: found, result, said } = await planned();
    const own = made.length - groups.length;
    assert.equal(found.takenOver.length, own);
    assert.deepEqual(
      found.refused.map(({ key }) => key).sort(),
      groups.map(({ kind, name }) => `${kind}/${name}`).sort(),
    );
    for (const { key, problem } of found.refused) {
      assert.equal(problem.code, "HAR003");
      assert.match(
        problem.message,
        /^Usergroup ".*" exists already in .* and belongs to managed_by=somebody$/,
      );
      assert.match(problem.hint, new RegExp(`up --stack looking --import ${key};`));
    }
    const error = refusalsIn(found);
    assert.equal(error?.exitCode, 1);
    const numbers = new RegExp(
      `${found.new.length} are new, ${own} (is|are) there, with the marks of this stack, and taken over, ${groups.length} are refused`,
    );
    for (const format of ["text", "markdown"] as const) assert.match(said(format), numbers);
    const json = JSON.parse(said("json")) as { create: number; calls: number; account: AccountCheck };
    assert.equal(json.create, result.tally.create);
    assert.equal(json.calls, found.calls);
    assert.equal(json.account.takenOver.length, own);
    assert.deepEqual(
      json.account.refused.map((each) => (each as unknown as { code: string }).code),
      groups.map(() => "HAR003"),
    );
    const markdown = said("markdown");
    assert.match(markdown, /> \[!CAUTION\]\n> `up` would refuse[^]*exists already in[^]*`HAR003`/);
    assert.match(markdown, /<summary>\d objects? taken over<\/summary>/);
    assert.match(said("text"), /up to \d+ more for what it takes over/);
  });

  it("takes what --import names for taken over, whoever made it", async () => {
    const { account: found } = await planned();
    const [refused] = found.refused;
    const { account: after } = await planned({ HARNESS_CATALOG_IMPORT: refused!.key });
    assert.ok(after.takenOver.includes(refused!.key));
    assert.equal(after.refused.length, found.refused.length - 1);
  });

  it("never takes a key to where only the record says the account is", async () => {
    const io = memoryIo({ env, cwd: dir });
    const { result, plan } = await planAgainstRecord(io, request, "record.json", judged);
    for (const recorded of [
      { accountId: "other" },
      { accountId: account, endpoint: "https://evil.example" },
    ]) {
      await assert.rejects(
        async () => accountOfRecord(io, packageRoot(), request, result, { plan, recorded }),
        (error) =>
          error instanceof CatalogError && error.problems[0]?.code === "CMD012" && error.exitCode === 4,
      );
    }
  });

  it("needs an account and a key, as up does, and says so before anything is planned", async () => {
    for (const [missing, what] of [
      ["HARNESS_ACCOUNT_ID", "account id"],
      ["HARNESS_PLATFORM_API_KEY", "API key"],
    ] as const) {
      const without = { ...env, [missing]: "" };
      assert.throws(
        () => connectionWithoutEngine(stack, without, {}),
        new RegExp(`no Harness ${what}.*CMD010`),
      );
    }
    const state = { HARNESS_CATALOG_STATE: join(dir, "state"), HARNESS_ENDPOINT: "https://h.example" };
    const io = memoryIo({ env: { ...state, HARNESS_ACCOUNT_ID: account }, cwd: packageRoot() });
    assert.equal(await run(["plan", "--stack", stack, "--check-account"], io), 1);
    assert.match(io.err(), /stack "looking" has no Harness API key .*\[CMD010\]/);
    const encrypted = { "harness:platformApiKey": { secure: "v1:…" } };
    assert.throws(
      () => connectionWithoutEngine(stack, { HARNESS_ACCOUNT_ID: account }, encrypted),
      /Pulumi\.looking\.yaml:1:1 .*is encrypted.*set HARNESS_PLATFORM_API_KEY.*CMD010/,
    );
    const plain = { "harness:accountId": account, "harness:platformApiKey": apiKey };
    assert.equal(connectionWithoutEngine(stack, {}, plain).platformApiKey, apiKey);
  });

  it("makes no sense against another catalog, nor for commands that write", async () => {
    const io = memoryIo({ env, cwd: packageRoot() });
    assert.equal(await run(["plan", "--against", "catalog", "--check-account"], io), 1);
    assert.match(
      io.err(),
      /--against and --check-account do not go together .*by state or --against-record.*CMD001/,
    );
    const up = memoryIo({ env, cwd: packageRoot() });
    assert.equal(await run(["up", "--check-account"], up), 1);
    assert.match(up.err(), /CMD001/);
  });
});
