/** `add` and `remove` on the files of a catalog. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";

describe("add and remove", () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-edit-"));
    for (const file of ["services.yaml", "platform.yaml"])
      cpSync(join(packageRoot(), "catalog", file), join(dir, "catalog", file));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const cli = async (...argv: string[]) => {
    const io = memoryIo({ cwd: dir, env: {} });
    return { code: await run(argv, io), out: io.out(), err: io.err() };
  };
  const add = (...more: string[]) => cli("add", "cart-service", "--team", "payments-team", ...more);
  const path = (name = "services") => join(dir, "catalog", `${name}.yaml`);
  const text = (name = "services") => readFileSync(path(name), "utf8");

  it("name the file and the line of what stands in the way", async () => {
    const [first = ""] = /^ {2}- name: account-api\n(?: {4}.*\n)+/m.exec(text()) ?? [];
    writeFileSync(path(), `services: [{ name: only, team: payments-team }]\n`);
    const { code, err } = await add();
    assert.equal(code, 1);
    assert.match(err, /catalog\/services\.yaml:1:11 .*CAT060/s);
    writeFileSync(path(), `services:\n${first.replace("account-api", "cart-service")}`);
    assert.match((await add()).err, /catalog\/services\.yaml:2:5 .*CAT030/s);
  });

  it("work on one file for each archetype, and make the one that is missing", async () => {
    const [first = ""] = /^ {2}- name: account-api\n(?: {4}.*\n)+/m.exec(text()) ?? [];
    renameSync(path(), path("api-services"));
    writeFileSync(path("api-services"), `services:\n${first}`);
    const before = text("api-services");
    const listener = ["--archetype", "listener", "--profile", "event-consumer"];
    const added = await add(...listener);
    assert.equal(added.code, 0, added.err);
    assert.match(added.out, /^catalog\/listener-services\.yaml$/m);
    assert.match(text("listener-services"), /^services:\n {2}- name: cart-service$/m);
    assert.match((await add(...listener)).out, /in the catalog already/);
    assert.match((await add()).err, /listener-services\.yaml:2:5 .*CAT030/s);
    assert.equal((await cli("remove", "cart-service")).code, 0);
    assert.equal(text("listener-services"), "services: []\n");
    assert.equal(text("api-services"), before);
    assert.equal(existsSync(path()), false);
  });

  it("takes what the container and its probes need", async () => {
    const variables = ["--env", "LOG_LEVEL=debug", "--env", "QUERY=a=b"];
    const { code, err } = await add("--port", "3000", "--health-path", "/live", ...variables);
    assert.equal(code, 0, err);
    const entry = `
  - name: cart-service
    team: payments-team
    port: 3000
    healthPath: /live
    env: { LOG_LEVEL: debug, QUERY: a=b }
`;
    assert.ok(text().includes(entry), text());
  });

  it("takes the times of a scheduler", async () => {
    const scheduler = ["--archetype", "scheduler", "--profile", "scheduled-task"];
    const { code, err } = await add(...scheduler, "--cron", "0 6 * * 1-5", "--env", "EMPTY=");
    assert.equal(code, 0, err);
    assert.match(text(), /- name: cart-service\n(?: {4}.*\n)* {4}cron: 0 6 \* \* 1-5\n/);
    assert.match(text(), /env: \{ EMPTY: "" \}/);
  });

  for (const [given, message] of [
    ["--port http", /--port is "http" .*CMD001/],
    ["--port 80", /port: .*1024.*CAT\d+/],
    ["--port 8081 --archetype job", /--port does not concern a job.*--archetype api, listener.*CMD001/],
    ["--health-path /live --archetype scheduler", /--health-path does not concern a scheduler.*CMD001/],
    ["--health-path live", /healthPath: .*a path such as \/health.*CAT\d+/],
    ["--env LEVEL", /--env is "LEVEL" .*KEY=VALUE.*CMD001/],
    ["--env =debug", /--env is "=debug" .*CMD001/],
    ["--env A=1 --env A=2", /--env gives A twice .*CMD001/],
    ["--env PORT=1", /env.*PORT.*are set anyway.*CAT\d+/],
    ["--cron hourly --archetype scheduler --profile scheduled-task", /services\.yaml:\d+:\d+ .*CAT049/],
    ["--cron @hourly", /only a scheduler runs by the clock.*CAT049/],
  ] as const) {
    it(`refuses ${given}, and changes nothing`, async () => {
      const before = text();
      const { code, err } = await add(...given.split(" "));
      assert.equal(code, 1);
      assert.match(err, message);
      assert.equal(text(), before);
    });
  }
});
