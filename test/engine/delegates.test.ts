/**
 * Tokens of delegates on the real engine against a sandbox: made with a secret value, rotated without a gap, found when
 * somebody revokes one. A Harness secret stands in for what a cluster would hold; Kubernetes itself is not here.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import * as harness from "@pulumi/harness";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { engineSettings } from "../../src/cli/engine/settings";
import { openStack } from "../../src/cli/engine/stack";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";
import { apiKey, createWorkspace, type Workspace } from "../support/workspace";

const route = "/ng/api/delegate-token-ng";
const tokens = { HARNESS_CATALOG_DELEGATES: "tokens" };

/** Status by name. */
function statuses({ sandbox }: Workspace): Record<string, unknown> {
  const objects = Object.values(sandbox.snapshot()["delegateToken"] ?? {}) as {
    name: string;
    status: string;
  }[];
  return Object.fromEntries(objects.map(({ name, status }) => [name, status]));
}

async function call(workspace: Workspace, method: string, query: string): Promise<unknown> {
  const url = `${workspace.sandbox.url}${route}?accountIdentifier=test-account&${query}`;
  const answer = await fetch(url, { method, headers: { "x-api-key": apiKey } });
  assert.ok(answer.ok, await answer.clone().text());
  return ((await answer.json()) as { resource: unknown }).resource;
}

const inProject = "orgIdentifier=default&projectIdentifier=platform";

describe("delegate tokens of a stack", function () {
  this.timeout(600_000);
  let workspace: Workspace;

  before(async () => {
    workspace = await createWorkspace();
    await workspace.operate("up", [], tokens);
  });
  after(() => workspace.close());

  const setDelegate = (settings: string) =>
    workspace.edit("platform.yaml", (text) =>
      text.replace(/( {2}int-euw1: \{.*?\])(, delegate: \{.*?\})? \}/, `$1, delegate: { ${settings} } }`),
    );

  it("are made for every cluster, stay as they are, and stand in the state encrypted", async () => {
    assert.deepEqual(Object.keys(statuses(workspace)).sort(), [
      "harness-delegate-int-euw1-dev-1",
      "harness-delegate-int-euw2-dev-1",
      "harness-delegate-pre-euw1-dev-1",
      "harness-delegate-prod-euw1-dev-1",
      "harness-delegate-prod-euw2-dev-1",
    ]);
    const refreshed = await workspace.operate("refresh", [], tokens);
    const again = await workspace.operate("up", [], tokens);
    const changes = ({ create, update, replace, delete: gone }: typeof again) => [
      create,
      update,
      replace,
      gone,
    ];
    assert.deepEqual([changes(refreshed), changes(again), again.calls], [[0, 0, 0, 0], [0, 0, 0, 0], 0]);

    const made = (await call(workspace, "GET", inProject)) as { value: string }[];
    assert.equal(made.length, 5);
    const state = workspace.env["HARNESS_CATALOG_STATE"] ?? "";
    const texts = walk(state).map((file) => readFileSync(file, "latin1"));
    assert.ok(
      texts.some((text) => text.includes("harness-delegate-int-euw1-dev-1")),
      "the state was looked at",
    );
    for (const { value } of made)
      assert.ok(!texts.some((text) => text.includes(value)), "a value stands in the state");
  });

  it("are rotated by a new generation: one is made and one revoked", async () => {
    setDelegate("tokenGeneration: 2");
    const counts = await workspace.operate("up", [], tokens);
    assert.deepEqual([counts.create, counts.update, counts.replace, counts.delete], [1, 0, 0, 1]);
    const { "harness-delegate-int-euw1-dev-1": old, "harness-delegate-int-euw1-dev-2": made } =
      statuses(workspace);
    assert.deepEqual([old, made], ["REVOKED", "ACTIVE"]);
  });

  it("stay valid while they are kept", async () => {
    setDelegate("tokenGeneration: 3, previousTokenGeneration: 2");
    assert.equal((await workspace.operate("up", [], tokens)).delete, 0);
    const both = statuses(workspace);
    assert.deepEqual(
      [2, 3].map((generation) => both[`harness-delegate-int-euw1-dev-${generation}`]),
      ["ACTIVE", "ACTIVE"],
    );
    setDelegate("tokenGeneration: 3");
    assert.equal((await workspace.operate("up", [], tokens)).delete, 1);
    assert.equal(statuses(workspace)["harness-delegate-int-euw1-dev-2"], "REVOKED");
  });

  it("are found by refresh when somebody revokes one; its name is refused with a cure, the next one works", async () => {
    await call(workspace, "PUT", `${inProject}&tokenName=harness-delegate-int-euw1-dev-3`);
    assert.equal((await workspace.operate("refresh", [], tokens)).delete, 1);
    const refused = await workspace.cli(["up", "--stack", "dev", "--yes"], tokens);
    assert.equal(refused.code, 1);
    assert.match(
      refused.stdout + refused.stderr,
      /"harness-delegate-int-euw1-dev-3" was revoked.*\[HAR013\]/s,
    );
    assert.match(refused.stdout + refused.stderr, /raise `tokenGeneration`/);
    setDelegate("tokenGeneration: 4");
    assert.equal((await workspace.operate("up", [], tokens)).create, 1);
    assert.equal(statuses(workspace)["harness-delegate-int-euw1-dev-4"], "ACTIVE");
  });

  it("are not revoked because a setting is missing, but by the word for it", async () => {
    const before = JSON.stringify(statuses(workspace));
    const refused = await workspace.cli(["up", "--stack", "dev", "--yes"]);
    assert.equal(refused.code, 4);
    assert.match(refused.stdout + refused.stderr, /harness-delegate-int-euw1, .*\[CMD031\]/s);
    assert.equal(JSON.stringify(statuses(workspace)), before);
    await workspace.operate("up", [], { HARNESS_CATALOG_DELEGATES: "remove" });
    assert.deepEqual([...new Set(Object.values(statuses(workspace)))], ["REVOKED"]);
    await workspace.operate("up");
  });
});

describe("rotation of a token that is in use", function () {
  this.timeout(600_000);
  let workspace: Workspace;

  before(async () => (workspace = await createWorkspace()));
  after(() => workspace.close());

  /** A token and something that holds its value. */
  const program =
    (generation: number): PulumiFn =>
    () => {
      const made = new harness.platform.Delegatetoken(`runner-${generation}`, {
        accountId: workspace.sandbox.account,
        name: `runner-${generation}`,
      });
      new harness.platform.SecretText("holder", {
        identifier: "holder",
        secretManagerIdentifier: "harnessSecretManager",
        valueType: "Inline",
        value: made.value,
      });
      return Promise.resolve({});
    };

  /** Runs the program; the calls it made, in their order. */
  async function up(generation: number): Promise<{ calls: string[]; failed: boolean }> {
    const io = memoryIo({ env: workspace.env });
    const settings = engineSettings(io, packageRoot(), "rotation");
    const log = join(workspace.dir, `calls-${generation}.log`);
    rmSync(log, { force: true });
    Object.assign(settings.envVars, { HARNESS_CALL_LOG: log, HARNESS_RETRY_BASE_MS: "5", ...workspace.env });
    const { stack, journal } = await openStack(io, settings, program(generation), true);
    const failed = await stack.up({ color: "never" }).then(
      () => false,
      () => true,
    );
    journal.clear();
    const lines = readFileSync(log, "utf8").trim().split("\n");
    const calls = lines.map((line) =>
      line
        .split(/\s+/)
        .filter((word) => /^(POST|PUT|GET|\/)/.test(word))
        .join(" "),
    );
    return { calls, failed };
  }

  it("makes the new token, gives it to whoever uses it, and only then revokes the old one", async () => {
    await up(1);
    const { calls, failed } = await up(2);
    assert.ok(!failed);
    assert.deepEqual(calls, [
      `POST ${route}`,
      // Before an update it is looked up what people have added to the object.
      "GET /ng/api/v2/secrets/holder",
      "PUT /ng/api/v2/secrets/holder",
      `PUT ${route}`,
    ]);
    assert.deepEqual(statuses(workspace), { "runner-1": "REVOKED", "runner-2": "ACTIVE" });
  });

  it("leaves the old token valid when its user cannot take the new one; the next run ends what was begun", async () => {
    workspace.sandbox.faults({ rules: [{ match: { method: "PUT", path: "secrets/holder" }, kind: "500" }] });
    const broken = await up(3);
    assert.ok(broken.failed);
    assert.ok(!broken.calls.includes(`PUT ${route}`));
    assert.deepEqual(statuses(workspace), {
      "runner-1": "REVOKED",
      "runner-2": "ACTIVE",
      "runner-3": "ACTIVE",
    });
    workspace.sandbox.faults({ rules: [] });
    const { calls, failed } = await up(3);
    assert.ok(!failed);
    assert.deepEqual(calls, [
      "GET /ng/api/v2/secrets/holder",
      "PUT /ng/api/v2/secrets/holder",
      `PUT ${route}`,
    ]);
    assert.deepEqual(statuses(workspace), {
      "runner-1": "REVOKED",
      "runner-2": "REVOKED",
      "runner-3": "ACTIVE",
    });
  });
});

function walk(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (name === "passphrase") return [];
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}
