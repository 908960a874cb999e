import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";

describe("credentials", () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-credentials-"));
    for (const file of ["services.yaml", "platform.yaml"])
      cpSync(join(packageRoot(), "catalog", file), join(dir, "catalog", file));
    const platform = join(dir, "catalog", "platform.yaml");
    const text = readFileSync(platform, "utf8").replace(
      "env: GITHUB_APP_PRIVATE_KEY }",
      "env: GITHUB_APP_PRIVATE_KEY, expires: 2027-03-01 }",
    );
    writeFileSync(platform, text);
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const cli = async (now: string, ...argv: string[]) => {
    const io = memoryIo({ cwd: dir, now: Date.parse(now) });
    return { code: await run(argv, io), out: io.out(), err: io.err() };
  };

  for (const [title, at, code, state] of [
    ["fresh", "2027-01-01T00:00Z", 0, "fresh"],
    ["due", "2027-02-20T00:00Z", 2, "due"],
    ["expired", "2027-03-02T00:00Z", 1, "expired"],
  ] as const) {
    it(`${title}: exit code ${code}, by the clock or by --at`, async () => {
      const byClock = await cli(at, "credentials");
      assert.equal(byClock.code, code);
      assert.match(byClock.out, new RegExp(`^${state} +github_app_key {2}expires 2027-03-01`, "m"));
      assert.deepEqual(await cli("2020-01-01T00:00Z", "credentials", "--at", at), byClock);
    });
  }

  it("as JSON says what a job needs, and which secrets say nothing", async () => {
    const { out } = await cli("2027-02-20T12:00Z", "credentials", "--output", "json");
    assert.deepEqual(JSON.parse(out), {
      credentials: [
        { secret: "github_app_key", state: "due", because: "expires", on: "2027-03-01", days: 9 },
      ],
      untold: ["pagerduty_payments_team", "slack_payments_team"],
    });
  });

  it("--within warns earlier", async () => {
    assert.equal((await cli("2026-12-20T00:00Z", "credentials")).code, 0);
    assert.equal((await cli("2026-12-20T00:00Z", "credentials", "--within", "90")).code, 2);
  });

  for (const argv of [
    ["--at", "monday"],
    ["--within", "soon"],
    ["--output", "xml"],
  ])
    it(`refuses ${argv.join(" ")}`, async () =>
      assert.equal((await cli("2027-01-01T00:00Z", "credentials", ...argv)).code, 1));

  it("validate says it too, beside its result, and says nothing while all are fresh", async () => {
    const due = await cli("2027-02-20T00:00Z", "validate");
    assert.equal(due.code, 0);
    assert.match(due.err, /^notice secret github_app_key expires on 2027-03-01, in 9 days/m);
    assert.equal((await cli("2027-01-01T00:00Z", "validate")).err, "");
    const json = await cli("2027-02-20T00:00Z", "validate", "--output", "json");
    assert.deepEqual([json.out, json.err], ["[]\n", ""]);
  });

  it("doctor lists those that need somebody", async () => {
    const doctor = async (now: string) => {
      const { out } = await cli(now, "doctor", "--output", "json");
      return (JSON.parse(out) as { subject: string; ok: boolean }[]).filter(
        ({ subject }) => subject === "secret",
      );
    };
    assert.deepEqual(await doctor("2027-01-01T00:00Z"), []);
    assert.deepEqual(
      (await doctor("2027-02-20T00:00Z")).map(({ ok }) => ok),
      [true],
    );
    assert.deepEqual(
      (await doctor("2027-03-02T00:00Z")).map(({ ok }) => ok),
      [false],
    );
  });
});
