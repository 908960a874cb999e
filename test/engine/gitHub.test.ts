/**
 * The stack that manages GitHub, on the real engine. The official plugin cannot be had here, so another stands in for
 * it (test/support/gitHubPlugin.ts): what is proven is what the engine asks of a plugin, not what GitHub does.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOperation, type OperationName } from "../../src/cli/engine/operation";
import { engineSettings } from "../../src/cli/engine/settings";
import { stackRecord } from "../../src/cli/engine/stackRecord";
import { objectsElsewhere } from "../../src/cli/plans/elsewhere";
import { changesElsewhere } from "../../src/cli/plans/record/elsewhere";
import { recordOf } from "../../src/cli/plans/record/make";
import { settingsOf } from "../../src/cli/plans/stackSettings";
import { loadCatalog } from "../../src/catalog/load";
import { wantedOf } from "../../infra/wanted";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";
import type { PluginFile } from "../support/gitHubPlugin";
import { createWorkspace, type Workspace } from "../support/workspace";

const token = "ghs_token_of_the_test";
const passphrase = "value-of-the-passphrase";

describe("GitHub on the engine", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let root: string;

  before(async () => {
    workspace = await createWorkspace();
    root = mkdtempSync(join(tmpdir(), "harness-catalog-github-"));
    writeFileSync(
      join(root, "Pulumi.yaml"),
      `name: harness-catalog\nruntime: nodejs\nmain: main.js\nplugins:\n  providers:\n` +
        `    - { name: harness, path: ${join(packageRoot(), "packages", "pulumi-harness", "plugin")} }\n    - { name: github, path: ./plugin }\n`,
    );
    writeFileSync(join(root, "main.js"), ""); // the program runs here; the engine only looks whether it is there
    manages(true);
    mkdirSync(join(root, "plugin"));
    writeFileSync(
      join(root, "plugin", "pulumi-resource-github"),
      `#!/bin/sh\nexec "${process.execPath}" "${join(packageRoot(), "dist/test/support/gitHubPlugin.js")}" "$@"\n`,
      { mode: 0o755 },
    );
    // What a person has made by hand: other settings, and one that nobody asks for.
    const byHand = { name: "platform-next", visibility: "private", allowMergeCommit: true, hasWiki: true };
    writeFileSync(
      join(root, "github.json"),
      JSON.stringify({ objects: { "Repository platform-next": byHand }, log: [] }),
    );
  });
  after(async () => {
    await workspace.close();
    rmSync(root, { recursive: true, force: true });
  });

  const manages = (gitHub: boolean) =>
    writeFileSync(
      join(root, "Pulumi.prod.yaml"),
      "config:\n  harness-catalog:environments: [prod]\n  harness:accountId: test-account\n" +
        (gitHub ? "  harness-catalog:github: true\n" : ""),
    );
  const gitHub = () => JSON.parse(readFileSync(join(root, "github.json"), "utf8")) as PluginFile;
  const operate = async (name: OperationName, given: Record<string, string> = {}) => {
    const env = { ...workspace.env, GITHUB_TOKEN: token, GITHUB_PLUGIN_FILE: join(root, "github.json") };
    const io = memoryIo({ cwd: root, env });
    const settings = engineSettings(io, root, "prod", given);
    Object.assign(settings.envVars, env);
    return runOperation(io, settings, name, { quiet: true });
  };
  /** What a plan by record says of GitHub, from the state as it is now. */
  const byRecord = async () => {
    const env = { ...workspace.env, GITHUB_TOKEN: token, GITHUB_PLUGIN_FILE: join(root, "github.json") };
    const io = memoryIo({ cwd: root, env });
    const settings = engineSettings(io, root, "prod");
    Object.assign(settings.envVars, env);
    const { resources } = await stackRecord(io, settings);
    const record = recordOf("prod", resources, "salt-of-the-test");
    assert.equal(record.others?.length, record.elsewhere);
    assert.ok(!JSON.stringify(record).includes(passphrase));
    const told = settingsOf(io, root, "prod", {}, { account: "any" });
    const wanted = wantedOf(loadCatalog(workspace.catalog), told, root);
    const given = ({ variable }: { variable: string }) => Boolean((env as Record<string, string>)[variable]);
    const { changes, total } = changesElsewhere(
      record.salt,
      record.others ?? [],
      objectsElsewhere(wanted, given),
    );
    return { changes: changes.map(({ op, name, type }) => `${op} ${type} ${name}`).sort(), total };
  };
  const byState = async () => {
    const { changes } = await operate("plan");
    const onGitHub = changes.filter(({ type }) => type.startsWith("github:"));
    return onGitHub.map(({ op, name, type }) => `${op} ${type} ${name}`).sort();
  };
  const changesOnGitHub = async (name: OperationName, given?: Record<string, string>) =>
    (await operate(name, given)).changes.filter(({ type }) => type.startsWith("github:"));

  it("takes a repository over as it is", async () => {
    const changes = await changesOnGitHub("up", {
      HARNESS_CATALOG_IMPORT: "repository/catalog",
      HARNESS_PROD_PULUMI_CONFIG_PASSPHRASE: passphrase,
    });
    assert.deepEqual(
      changes.filter(({ op }) => op !== "create"),
      [],
    );
    const { log, objects, token: seen } = gitHub();
    assert.deepEqual(
      log.filter((line) => line.includes("Repository platform-next")),
      [],
    );
    assert.equal(objects["Repository platform-next"]?.["hasWiki"], true);
    assert.ok("RepositoryRuleset catalog-review" in objects);
    assert.deepEqual(objects["RepositoryEnvironment harness-prod"]?.["reviewers"], [{ teams: [4711] }]);
    assert.equal(seen, true, "the plugin reads GITHUB_TOKEN itself");
  });

  it("then shows what the catalog changes, does it, and has nothing more to do", async () => {
    const planned = await changesOnGitHub("plan");
    assert.deepEqual(
      planned.map(({ op, name }) => `${op} ${name}`),
      ["update catalog"],
    );
    assert.ok(!gitHub().log.some((line) => line.startsWith("update")), "a plan changes nothing");
    assert.deepEqual((await byRecord()).changes, await byState());
    await operate("up");
    assert.deepEqual(
      gitHub().log.filter((line) => line.startsWith("update")),
      ["update Repository platform-next"],
    );
    assert.equal(gitHub().objects["Repository platform-next"]?.["allowMergeCommit"], false);
    const again = await operate("up");
    assert.deepEqual(again.changes, []);
    const recorded = await byRecord();
    assert.deepEqual(recorded.changes, []);
    assert.equal(recorded.total, Object.keys(gitHub().objects).length);
  });

  it("a plan by record says of GitHub what a plan by state says", async () => {
    const text = readFileSync(join(workspace.catalog, "platform.yaml"), "utf8");
    const seen = new Set<string>();
    for (const [from, to] of [
      [/azure\/login@\*/, "azure/logout@*"],
      [/visibility: private/, "visibility: internal"],
      [/github: payments-team$/m, "github: payments"],
      [/ {2}app: 100003\n/, ""],
    ] as const) {
      workspace.edit("platform.yaml", () => text.replace(from, to));
      assert.notEqual(readFileSync(join(workspace.catalog, "platform.yaml"), "utf8"), text, String(from));
      const byEngine = await byState();
      assert.deepEqual((await byRecord()).changes, byEngine, String(from));
      for (const line of byEngine) seen.add(line.split(" ")[0]!);
    }
    workspace.edit("platform.yaml", () => text);
    for (const op of ["replace", "update"]) assert.ok(seen.has(op), [...seen].join());
  });

  it("keeps a secret whose value a later run does not have", () => {
    const key = "ActionsEnvironmentSecret harness-prod-PULUMI_CONFIG_PASSPHRASE";
    assert.equal(gitHub().objects[key]?.["value"], passphrase);
    assert.deepEqual(
      gitHub().log.filter((line) => line.endsWith(key)),
      [`create ${key}`],
    );
  });

  it("writes neither token nor value into its state", () => {
    const state = workspace.env["HARNESS_CATALOG_STATE"]!;
    const texts = readdirSync(state, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.includes("json"))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
    assert.ok(texts.some((text) => text.includes("github:index/repository:Repository")));
    assert.deepEqual(
      texts.filter((text) => text.includes(token) || text.includes(passphrase)),
      [],
    );
  });

  it("refuses to let a protected repository go, and deletes nothing", async () => {
    manages(false);
    const before = gitHub();
    await assert.rejects(
      operate("up"),
      /would let go of the protected repository company\/platform-next.*CMD002/s,
    );
    assert.deepEqual(gitHub(), before);
    await assert.rejects(operate("destroy"), /CMD002/);
    assert.deepEqual(gitHub(), before);
  });

  it("without protection lets go of the repository and deletes the rest", async () => {
    manages(true);
    workspace.edit("platform.yaml", (text) =>
      text.replace("  owner: company\n", "  owner: company\n  deletionProtection: false\n"),
    );
    await operate("up");
    manages(false);
    await operate("destroy");
    assert.deepEqual(Object.keys(gitHub().objects), ["Repository platform-next"]);
    assert.ok(gitHub().log.includes("delete RepositoryRuleset catalog-review"));
  });
});
