/** `harness-sandbox`: the account that a person starts. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { runWords } from "@harness-catalog/command-line/test/run";
import { toolRun } from "@harness-catalog/command-line/tool";
import { harnessSandbox } from "../src/command";
import type { SandboxReady } from "../src/main";

const bin = join(__dirname, "..", "..", "bin", "harness-sandbox.js");
const key = "pat.acme.test.key";

describe("harness-sandbox", () => {
  it("prints where it is, answers to its key, and ends when it is told to", async () => {
    const child = spawn(process.execPath, [bin, "--account", "acme", "--rate-limit", "off"], {
      env: { ...process.env, HARNESS_PLATFORM_API_KEY: key },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const ready = JSON.parse(line.toString()) as SandboxReady;
    assert.deepEqual([ready.account, ready.pid], ["acme", child.pid]);
    const ask = (given: string) =>
      fetch(`${ready.url}/ng/api/organizations?accountIdentifier=acme`, { headers: { "x-api-key": given } });
    assert.equal((await ask(key)).status, 200);
    assert.equal((await ask("pat.acme.other.key")).status, 401);
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  it("refuses what it does not take before it listens", async () => {
    const run = (...words: string[]) => runWords(toolRun(harnessSandbox), words);
    const refused = {
      "--port=70000": /--port is "70000"/,
      "--rate-limit=0": /--rate-limit is "0"/,
      "--api-key-file=/missing": /--api-key-file \/missing cannot be read/,
      start: /"start" is no option/,
      "--foreground": /Unknown option '--foreground'/,
    };
    for (const [word, says] of Object.entries(refused)) {
      const ran = await run(word);
      assert.equal(ran.code, 1, word);
      assert.match(ran.err, says);
    }
  });
});
