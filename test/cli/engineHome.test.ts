/** The folder of the engine's own files: the log of every run is off in it. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineHome } from "../../src/cli/engine/engineHome";

describe("the engine's home", () => {
  let state: string;
  beforeEach(() => (state = mkdtempSync(join(tmpdir(), "harness-catalog-home-"))));
  afterEach(() => rmSync(state, { recursive: true, force: true }));

  it("has a file where the engine would make the folder of its logs", () => {
    const logs = join(engineHome(state), "logs");
    assert.match(readFileSync(logs, "utf8"), /set PULUMI_HOME/);
    assert.throws(() => mkdirSync(logs, { recursive: true }), { code: "EEXIST" });
  });

  it("loses the logs of earlier runs and keeps everything else", () => {
    mkdirSync(join(state, "home", "logs"), { recursive: true });
    writeFileSync(join(state, "home", "logs", "run.log"), "a log");
    writeFileSync(join(state, "home", "credentials.json"), "{}");
    const home = engineHome(state);
    assert.ok(!existsSync(join(home, "logs", "run.log")));
    assert.ok(existsSync(join(home, "credentials.json")));
    writeFileSync(join(home, "logs"), "as it was");
    assert.equal(readFileSync(join(engineHome(state), "logs"), "utf8"), "as it was");
  });

  it("is given also where nothing can be written", () => {
    writeFileSync(join(state, "home"), "no folder");
    assert.equal(engineHome(state), join(state, "home"));
  });
});
