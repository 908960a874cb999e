/**
 * What this project relies on of the engine beyond its documented commands, on a program without a provider. Each title
 * names the engine it ran with. `HARNESS_CATALOG_TOOLS=pulumi` and a PATH ask for another one, see docs/state.md.
 */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ComponentResource } from "@pulumi/pulumi";
import { LocalWorkspace, PulumiCommand, type EngineEvent, type Stack } from "@pulumi/pulumi/automation";
import { entryOf, unfinished, type JournalEntry } from "../../src/cli/engine/journalEntry";
import { isDead, lockHolders } from "../../src/cli/engine/lock";
import { readStateFile, stateFile, type ExportedState } from "../../src/cli/engine/stackState";
import { findEngine, type Engine } from "../../src/toolchain/engine";

const project = "contract";
const stackName = "dev";
const type = "contract:index:Thing";

describe("the engine", function () {
  this.timeout(300_000);
  let engine: Engine;
  let dir: string;
  let backendUrl: string;
  let stack: Stack;
  /** Looks around while the program runs and all of it is registered. */
  let whileRunning: () => void = () => undefined;

  before(async () => {
    engine = await findEngine();
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-contract-"));
    backendUrl = pathToFileURL(dir).href;
    stack = await LocalWorkspace.createOrSelectStack(
      { stackName, projectName: project, program },
      { pulumiCommand: await PulumiCommand.get({ root: engine.root }), envVars: environment() },
    );
  });
  beforeEach(function () {
    if (this.currentTest !== undefined) this.currentTest.title += `, on ${engine.version}`;
    whileRunning = () => undefined;
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  const environment = () => ({
    PULUMI_BACKEND_URL: backendUrl,
    PULUMI_CONFIG_PASSPHRASE: "only a test",
    PULUMI_HOME: join(dir, "home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  });
  const file = () => stateFile({ backendUrl, stack: stackName }, project) ?? "";
  const inState = (name: string) => {
    const found = readStateFile(name);
    assert.equal(found.kind, "whole");
    return found.kind === "whole" ? found.state : { version: 0, deployment: {} };
  };
  const things = ({ deployment }: ExportedState) =>
    (deployment.resources ?? []).filter((one) => one.type === type).map(({ urn }) => urn.split("::").at(-1));

  /** Names of the objects that the program makes. */
  let names: readonly string[] = [];
  async function program(): Promise<object> {
    for (const name of names) await new Thing(name).made();
    whileRunning();
    return { size: names.length };
  }
  const up = async (skip: boolean, ...made: readonly string[]): Promise<readonly JournalEntry[]> => {
    names = made;
    stack.workspace.envVars["PULUMI_SKIP_CHECKPOINTS"] = String(skip);
    const entries: JournalEntry[] = [];
    const onEvent = (event: EngineEvent) => entries.push(...[entryOf(event) ?? []].flat());
    await stack.up({ color: "never", onEvent });
    return entries;
  };

  it("writes its state after each step", async () => {
    let seen: unknown;
    whileRunning = () => (seen = things(inState(file())));
    await up(false, "first");
    assert.deepEqual(seen, ["first"]);
  });

  it("writes it at the end only with PULUMI_SKIP_CHECKPOINTS, all of it", async () => {
    let seen: unknown;
    whileRunning = () => (seen = things(inState(file())));
    await up(true, "first", "second");
    assert.deepEqual(seen, ["first"]);
    assert.deepEqual(things(inState(file())), ["first", "second"]);
  });

  it("lays its state out as version 3, with the one before it as .bak", () => {
    const { version, deployment } = inState(file());
    assert.equal(version, 3);
    assert.deepEqual(deployment["secrets_providers"], {
      type: "passphrase",
      state: (deployment["secrets_providers"] as { state: unknown }).state,
    });
    const [root, ...others] = deployment.resources ?? [];
    assert.deepEqual([root?.type, root?.outputs], ["pulumi:pulumi:Stack", { size: 2 }]);
    for (const other of others)
      assert.deepEqual(
        [other.custom, other.parent, other.urn.split("::")[0]],
        [false, root?.urn, `urn:pulumi:${stackName}`],
      );
    assert.ok(existsSync(`${file()}.bak`));
    assert.equal(inState(`${file()}.bak`).version, 3);
  });

  it("exports what lies in the file, and takes back what was changed in it", async () => {
    const exported = (await stack.exportStack()) as ExportedState;
    assert.deepEqual(exported, inState(file()));
    const { resources = [] } = exported.deployment;
    const kept = resources.filter(({ urn }) => !urn.endsWith("::second"));
    const last = kept.at(-1);
    assert.ok(last !== undefined);
    const added = { ...last, urn: last.urn.replace(/first$/, "added") };
    const deployment = { ...exported.deployment, resources: [...kept, added] };
    await stack.importStack({ ...exported, deployment });
    assert.deepEqual(things(inState(file())), ["first", "added"]);
  });

  it("tells of each step before and after it", async () => {
    const entries = await up(true, "first", "third");
    const steps = entries.map(({ at, op, urn }) => `${at} ${op} ${urn.split("::").at(-1)}`);
    assert.deepEqual(steps, [
      "begun create third",
      "done create third",
      "begun delete added",
      "done delete added",
    ]);
    assert.ok(entries.every((entry) => entry.type === type && !entry.custom));
    assert.deepEqual(unfinished(entries), []);
  });

  it("names its process in the lock of the stack, and lets the lock go", async () => {
    let seen: readonly boolean[] = [];
    whileRunning = () => (seen = lockHolders(backendUrl, project, stackName).map((holder) => isDead(holder)));
    await up(true, "first");
    assert.deepEqual(seen, [false]);
    assert.deepEqual(lockHolders(backendUrl, project, stackName), []);
  });
});

class Thing extends ComponentResource {
  constructor(name: string) {
    super(type, name);
    this.registerOutputs({});
  }

  /** Waits until the engine has registered it. */
  made(): Promise<string> {
    return new Promise((resolve) => this.urn.apply(resolve));
  }
}
