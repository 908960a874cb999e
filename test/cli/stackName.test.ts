/** Names of stacks become paths, and folders of states have addresses: neither depends on where it happens to be read. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { absoluteBackend } from "../../infra/backend";
import { engineSettings } from "../../src/cli/engine/settings";
import { run } from "../../src/cli/run";
import { checkedStackName, withoutFile } from "../../src/cli/stackName";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";

describe("names of stacks", () => {
  const root = packageRoot();
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-names-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("are those that Pulumi takes, its own long form among them", () => {
    for (const name of ["dev", "nonprod", "a-new_one.2"]) assert.equal(checkedStackName(root, name), name);
    assert.equal(checkedStackName(root, "organization/harness-catalog/dev"), "dev");
  });

  for (const name of ["a/b", "../x", "", ".", "..", ".hidden", "-x", "a b", "organization/other/dev", "é"]) {
    it(`"${name}" is none: every command says so, and no folder is left`, async () => {
      const env = { HARNESS_CATALOG_STATE: join(dir, "state") };
      for (const command of ["plan", "up", "refresh", "destroy", "drift", "render"]) {
        const io = memoryIo({ cwd: root, env });
        assert.equal(
          await run([command, `--stack=${name}`, ...(command === "render" ? ["--out=out"] : [])], io),
          1,
          command,
        );
        assert.match(
          io.err(),
          /is no name of a stack: .*letters, digits, - _ \..*there are dev, nonprod, prod.*\[CMD001\]/s,
          command,
        );
      }
      assert.deepEqual(readdirSync(dir), []);
    });
  }

  it("that differ from a stack's by case alone are refused: on some disks they would be one file", () => {
    assert.throws(
      () => checkedStackName(root, "Dev"),
      /there is no stack "Dev"; there are dev, nonprod, prod \(did you mean "dev"\?\)/,
    );
  });

  it("without a file are taken, and said to be new", () => {
    assert.equal(withoutFile(root, "prod"), undefined);
    assert.match(
      withoutFile(root, "prd") ?? "",
      /"prd" is new and has no Pulumi.prd.yaml.*did you mean "prod"/,
    );
    assert.match(withoutFile(root, "x") ?? "", /"x" is new .*every environment.*sandbox$/);
  });

  it("of an engine's words are held to the same rule", async () => {
    const io = memoryIo({ cwd: root, env: { HARNESS_CATALOG_STATE: join(dir, "state") } });
    assert.equal(await run(["engine", "--", "stack", "--stack", "a/b"], io), 1);
    assert.match(io.err(), /\[CMD001\]/);
    assert.equal(existsSync(join(dir, "state")), false);
  });
});

describe("folders of states", () => {
  const table: readonly [string | undefined, string | undefined][] = [
    ["file://./state", "file:///here/there/state"],
    ["file://state", "file:///here/there/state"],
    ["file://../state?no_tmp_dir=true", "file:///here/state?no_tmp_dir=true"],
    ["file:///abs/a%20b", "file:///abs/a%20b"],
    ["file://~", `file://${homedir()}`],
    ["file://~/s", `file://${homedir()}/s`],
    ["s3://bucket/path?region=eu", "s3://bucket/path?region=eu"],
    ["https://api.pulumi.com", "https://api.pulumi.com"],
    ["", ""],
    [undefined, undefined],
  ];
  for (const [given, meant] of table)
    it(`${given} is ${meant}`, () => assert.equal(absoluteBackend(given, "/here/there"), meant));

  it("count from where the person stands, for the engine and the program", () => {
    const dir = mkdtempSync(join(tmpdir(), "harness-catalog-backend-"));
    try {
      const io = memoryIo({
        cwd: dir,
        env: { HARNESS_CATALOG_STATE: "s", PULUMI_BACKEND_URL: "file://./b" },
      });
      const settings = engineSettings(io, packageRoot(), "dev");
      assert.equal(settings.backendUrl, `file://${dir}/b`);
      assert.equal(settings.envVars["PULUMI_BACKEND_URL"], settings.backendUrl);
      assert.equal(settings.programEnv["PULUMI_BACKEND_URL"], settings.backendUrl);
      assert.ok(settings.workDir.startsWith(join(dir, "s", "workspaces", "dev-")));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
