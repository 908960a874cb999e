/**
 * SIGKILL of the engine, the provider, the command or all of them, in the middle of an `up` that creates, updates, replaces
 * and deletes, of a `destroy` or of a `refresh`. Whatever catalog comes next: its run alone makes the account what it
 * would be had nobody killed anything.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KillStage, type KillScenario } from "../support/killRun";
import { nameOf, scenariosOf } from "../support/killScenarios";

const runs = 20;
const services = 12;
const seed = 11;

describe("a killed run", function () {
  this.timeout(900_000);
  let stage: KillStage;
  let scenarios: readonly KillScenario[];

  before(async () => {
    stage = await KillStage.prepare(services);
    scenarios = scenariosOf(seed, runs, (command) => stage.callsOf(command));
  });
  after(() => stage.close());

  for (let index = 0; index < runs; index += 1) {
    it(`${index + 1} of seed ${seed} is made good by the next one`, async function () {
      const scenario = scenarios[index];
      assert.ok(scenario !== undefined);
      const killed = await stage.kill(scenario);
      assert.notEqual(killed.code, 0, `${nameOf(scenario)}: the kill came too late to prove anything`);
      const next = await stage.follow(scenario);
      assert.equal(next.code, 0, `${nameOf(scenario)}\n${next.stdout}\n${next.stderr}`);
      assert.deepEqual(differences(stage.snapshot(), stage.expected(scenario)), [], nameOf(scenario));
    });
  }

  it("is not made good when its updates are taken out of the journal", async () => {
    const calls = stage.callsOf("up");
    const scenario = { command: "up", victim: "everything", point: calls - 1, then: "old" } as const;
    await stage.kill(scenario);
    assert.ok(withoutUpdates(stage.stateDir) > 0, "the killed run had updates under way");
    const next = await stage.follow(scenario);
    assert.equal(next.code, 0, next.stdout);
    assert.notEqual(stage.snapshot(), stage.expected(scenario));
  });
});

/** Objects that two accounts do not have in common, as `kind key`. */
function differences(found: string, wanted: string): string[] {
  type Account = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const entries = (text: string) =>
    Object.entries(JSON.parse(text) as Account).flatMap(([kind, objects]) =>
      Object.entries(objects).map(([key, object]) => `${kind} ${key} ${JSON.stringify(object)}`),
    );
  const [left, right] = [new Set(entries(found)), new Set(entries(wanted))];
  return [
    ...[...left].filter((entry) => !right.has(entry)).map((entry) => `found ${entry}`),
    ...[...right].filter((entry) => !left.has(entry)).map((entry) => `wanted ${entry}`),
  ];
}

/** Takes the updates out of the journals of a state. @returns their number */
function withoutUpdates(stateDir: string): number {
  const folder = join(stateDir, "workspaces");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(writes|journal)\.jsonl$/.test(name),
  );
  let taken = 0;
  for (const file of files.map((name) => join(folder, name))) {
    const lines = readFileSync(file, "utf8").split("\n");
    const kept = lines.filter((line) => !line.includes('"op":"update"'));
    taken += lines.length - kept.length;
    writeFileSync(file, kept.join("\n"));
  }
  return taken;
}
