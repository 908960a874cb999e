/** How often the engine is started for one run. */
import assert from "node:assert/strict";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import { answerUnread } from "../../src/cli/engine/unread";

interface Runs {
  run(args: string[]): Promise<{ stdout: string; code: number }>;
}

function counted() {
  const starts: string[] = [];
  const runs: Runs = {
    run: (args) => {
      starts.push(args.slice(0, 2).join(" "));
      return Promise.resolve({ stdout: "of the engine", code: 0 });
    },
  };
  answerUnread(runs as unknown as PulumiCommand);
  return { starts, runs };
}

/** The words of the Automation API, in its order. */
const after = [
  ["stack", "output", "--json"],
  ["stack", "output", "--json", "--show-secrets"],
  ["stack", "history", "--json", "--page-size", "1"],
];

describe("starts of the engine", () => {
  it("are one for an up: its outputs and its history are not read back", async () => {
    const { starts, runs } = counted();
    assert.equal((await runs.run(["up", "--yes"])).stdout, "of the engine");
    const answers = [];
    for (const words of after) answers.push((await runs.run([...words])).stdout);
    assert.deepEqual(answers, ["{}", "{}", "[]"]);
    assert.deepEqual(starts, ["up --yes"]);
  });

  it("are made for outputs that somebody reads, such as the guard of destroy after a recovery", async () => {
    const { starts, runs } = counted();
    for (const words of [
      ["refresh", "--yes"],
      ["stack", "history"],
      ["stack", "output", "--json"],
      ["destroy", "--yes"],
    ])
      await runs.run(words);
    assert.deepEqual(starts, ["refresh --yes", "stack output", "destroy --yes"]);
  });

  it("fail as the engine fails", async () => {
    const runs: Runs = { run: () => Promise.reject(new Error("killed")) };
    answerUnread(runs as unknown as PulumiCommand);
    await assert.rejects(runs.run(["up"]), /killed/);
  });
});
