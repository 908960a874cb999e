/** Every file the product reads, replaced by what is no file of its kind: an answer at the file, never a wait or a trace. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { problemOf } from "@harness-catalog/problems/unexpected";
import { readProjectFile } from "../../infra/projectFile";
import { readStackFiles } from "../../infra/stackFiles";
import { projectName, stackConfig } from "../../src/cli/stackFile";
import { engineSettings } from "../../src/cli/engine/settings";
import { readLayers } from "../../src/manifests/layers/read";
import { packageRoot } from "../../src/paths/packageRoot";
import { createSandboxApp } from "harness-sandbox";
import { followTokens } from "../../src/server";
import { memoryIo } from "../support/io";
import { notFiles, oddFiles, replaceBy } from "./notFiles";

/** What a reader said: the text of its problems, empty where it took the file. */
type Answer = string | Promise<string>;

interface Reader {
  /** Below the folder of the test. */
  readonly file: string;
  readonly read: (dir: string) => Answer;
  /** Code of the refusal. */
  readonly code: RegExp;
  /** What is no mistake of this file. */
  readonly takes?: readonly string[];
}

const empty = ["an empty file"];
const cli =
  (...argv: string[]) =>
  async (dir: string): Promise<string> => {
    const env = {
      HARNESS_CATALOG_STATE: join(dir, "state"),
      HARNESS_CATALOG_TEMPLATES: join(dir, "library"),
      GITHUB_EVENT_PATH: join(dir, "event.json"),
    };
    const io = memoryIo({ cwd: dir, env });
    const code = await run(argv, io);
    assert.equal(code === 0, io.err() === "", io.err());
    return io.err();
  };
const inProcess = (read: (dir: string) => unknown) => (dir: string) => {
  try {
    read(dir);
    return "";
  } catch (error) {
    return problemOf(error, ["test"]).message;
  }
};
const sandboxAt = (stateFile: string) =>
  createSandboxApp({ account: "a", apiKey: "k", stateFile, rateLimit: "off" }).end();

const readers: Readonly<Record<string, Reader>> = {
  "services.yaml": { file: "catalog/services.yaml", read: cli("validate"), code: /CAT00/ },
  "platform.yaml": { file: "catalog/platform.yaml", read: cli("validate"), code: /CAT00/ },
  "a team's file": { file: "catalog/services/a.yaml", read: cli("validate"), code: /CAT0/ },
  "a template": { file: "library/odd/1.0.0.yaml", read: cli("validate"), code: /TPL00/ },
  "a layer": {
    file: "layers/components/odd/kustomization.yaml",
    read: inProcess((dir) => readLayers(join(dir, "layers"))),
    code: /MAN00/,
    // A folder without that file is no layer, and a component that names none is refused where it is named.
    takes: [...empty, "a link in a circle"],
  },
  "a file of a layer": {
    file: "layers/components/odd/part.yaml",
    read: inProcess((dir) => readLayers(join(dir, "layers"))),
    code: /MAN00/,
    takes: [...empty, "a folder"],
  },
  "a record": { file: "r.json", read: cli("plan", "--against-record", "r.json"), code: /CMD019/ },
  "a scenario": { file: "s.yaml", read: cli("simulate", "ledger", "--scenario", "s.yaml"), code: /SIM00/ },
  "a payload": { file: "p.json", read: cli("trigger", "ledger", "--payload", "p.json"), code: /SIM00/ },
  "the text of a comment": {
    file: "b.md",
    read: cli("comment", "--body", "b.md", "--pull-request", "1"),
    code: /CMD017|GIT0|CMD01/,
  },
  "the event of a run": { file: "event.json", read: cli("comment", "--body", "ok.md"), code: /CMD018/ },
  "the file of a key": {
    file: "key",
    read: cli("sandbox", "start", "--foreground", "--api-key-file", "key", "--rate-limit", "no"),
    code: /CMD001/,
  },
  "tokens of serve": {
    file: "t.yaml",
    read: inProcess((dir) => followTokens(join(dir, "t.yaml"), "t.yaml", () => undefined)),
    code: /SRV017/,
  },
  "Pulumi.yaml": { file: "Pulumi.yaml", read: inProcess(projectName), code: /CMD011/ },
  "a stack file": {
    file: "Pulumi.odd.yaml",
    read: inProcess((dir) => [stackConfig(dir, "odd"), readProjectFile(dir, "Pulumi.odd.yaml")]),
    code: /CMD011/,
    takes: empty,
  },
  "a stack file among all": {
    file: "Pulumi.odd.yaml",
    read: inProcess(readStackFiles),
    code: /CMD011/,
    takes: empty,
  },
  "the passphrase": {
    file: "state/passphrase",
    read: inProcess((dir) =>
      engineSettings(
        memoryIo({ cwd: dir, env: { HARNESS_CATALOG_STATE: join(dir, "state"), HARNESS_ACCOUNT_ID: "a" } }),
        packageRoot(),
        "dev",
      ),
    ),
    code: /CMD090|CMD013/,
    takes: [...empty, "a file of 50 MB"],
  },
  "the sandbox's state": {
    file: "account.json",
    read: inProcess((dir) => sandboxAt(join(dir, "account.json"))),
    code: /CMD006/,
  },
};

describe("files that are none", function () {
  this.timeout(120_000);
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-files-"));
    cpSync(join(packageRoot(), "catalog"), join(dir, "catalog"), { recursive: true });
    cpSync(join(packageRoot(), "templates", "library"), join(dir, "library"), { recursive: true });
    for (const [file, text] of [
      ["event.json", "{}"],
      ["ok.md", "text"],
      ["layers/values/kustomization.yaml", "resources: []\n"],
      ["layers/components/odd/kustomization.yaml", "resources: [part.yaml]\n"],
      ["Pulumi.yaml", "name: shop\nmain: .\nruntime: nodejs\n"],
    ] as const) {
      mkdirSync(join(dir, file, ".."), { recursive: true });
      writeFileSync(join(dir, file), text);
    }
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  for (const [name, { file, read, code, takes = [] }] of Object.entries(readers)) {
    it(`${name} is refused where it is one`, async () => {
      for (const [what, put] of [...Object.entries(notFiles), ...Object.entries(oddFiles)]) {
        await replaceBy(join(dir, file), put);
        const answer = await read(dir);
        if (takes.includes(what)) continue;
        const about = `${name}, which is ${what}: ${answer.slice(0, 500)}`;
        assert.match(answer, code, about);
        assert.ok(answer.length < 3000, about);
        assert.doesNotMatch(answer, /CMD091|\bundefined\b|\[object|NaN|^\s+at /m, about);
      }
    });
  }
});
