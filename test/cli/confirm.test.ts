import assert from "node:assert/strict";
import { confirm, requireTerminal } from "../../src/cli/confirm";
import type { EngineSettings } from "../../src/cli/engine/settings";
import { memoryIo } from "../support/io";

describe("without a terminal", () => {
  it("the cure is about what the command does: a plan says nothing of a destroy", () => {
    const ask = (name: "up" | "destroy") => () => requireTerminal(memoryIo(), name, "dev");
    assert.throws(ask("up"), /add --yes after reading `harness-catalog plan --stack dev`/);
    assert.throws(ask("destroy"), /add --yes if every object of stack dev is to be deleted/);
  });
});

describe("confirm", () => {
  const ask = (input: string) => {
    const io = memoryIo({ tty: true, input });
    return confirm(io, "destroy", { stack: "dev" } as EngineSettings);
  };

  it("takes yes, and nothing else, for a yes", async () => {
    await ask("yes\n");
    await assert.rejects(ask("y\n"), /destroy was not confirmed.*CMD005/);
  });

  it("takes the end of input for a no, instead of ending as if all were well", async () => {
    await assert.rejects(ask(""), /destroy was not confirmed.*CMD005/);
  });
});
