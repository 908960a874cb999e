/** A file of tokens that changes under a running server. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { followTokens } from "../../src/server";
import { restServer, type RestServer } from "../support/restServer";

describe("the tokens file of serve", () => {
  let dir: string;
  let file: string;
  let rest: RestServer;
  let told: string[];

  const listOf = (...words: string[]) =>
    `tokens:\n${words
      .map((word) => {
        const sha256 = createHash("sha256").update(`secret-${word}`).digest("hex");
        return `  - { name: ${word}, role: reader, sha256: "${sha256}" }\n`;
      })
      .join("")}`;
  const statusOf = async (word: string) => {
    const headers = { Authorization: `Bearer secret-${word}` };
    return (await rest.call("GET", "/api/v1/services", { headers })).status;
  };

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-tokens-"));
    file = join(dir, "tokens.yaml");
    told = [];
    writeFileSync(file, listOf("old"));
    rest = restServer({ tokens: followTokens(file, "tokens.yaml", (message) => told.push(message)) });
  });
  afterEach(async () => {
    await rest.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("counts from the next request on: a new token is let in, one that is gone is not", async () => {
    assert.deepEqual([await statusOf("old"), await statusOf("new")], [200, 401]);
    writeFileSync(file, listOf("new")); // as long as before
    assert.deepEqual([await statusOf("old"), await statusOf("new")], [401, 200]);
    writeFileSync(`${file}.new`, listOf("new", "old"));
    renameSync(`${file}.new`, file);
    assert.deepEqual([await statusOf("old"), await statusOf("new")], [200, 200]);
    assert.deepEqual(told, [
      "tokens.yaml was read again; tokens: new",
      "tokens.yaml was read again; tokens: new, old",
    ]);
  });

  const broken: readonly (readonly [string, () => void, RegExp])[] = [
    ["is empty", () => writeFileSync(file, ""), /is no list of tokens .*SRV017.*CAT004/s],
    ["is cut off", () => writeFileSync(file, listOf("new").slice(0, -5)), /is no list of tokens .*SRV017/],
    ["names a token twice", () => writeFileSync(file, listOf("new", "new")), /the same name .*SRV017/],
    ["is gone", () => rmSync(file), /tokens\.yaml cannot be read: ENOENT.*SRV017/],
    [
      "became a folder",
      () => (rmSync(file), mkdirSync(file)),
      /cannot be read: it is a folder, not a file.*SRV017/,
    ],
  ];
  for (const [what, damage, warning] of broken)
    it(`keeps the last good list while it ${what}, and says so once`, async () => {
      damage();
      assert.deepEqual([await statusOf("old"), await statusOf("new")], [200, 401]);
      assert.equal(told.length, 1);
      assert.match(told[0]!, /^warning: the last good list of tokens stays in force: tokens\.yaml/);
      assert.match(told[0]!, warning);
      rmSync(file, { recursive: true, force: true });
      writeFileSync(file, listOf("new"));
      assert.deepEqual([await statusOf("old"), await statusOf("new")], [401, 200]);
    });

  it("is read once where the shell makes a pipe of it, which gives its text once", () => {
    const module = join(packageRoot(), "dist", "src", "server", "tokenFile.js");
    const script = `
      const tokens = require(${JSON.stringify(module)}).followTokens(process.argv[1], "pipe", console.log);
      for (const callers of [tokens(), tokens()]) console.log(callers.map(({ name }) => name).join());`;
    const words = ["-c", '"$1" -e "$2" <(cat "$3")', "bash", process.execPath, script, file];
    assert.equal(execFileSync("bash", words, { encoding: "utf8" }), "old\nold\n");
  });

  it("has to be right at the start", () => {
    const start = (path: string) => () => followTokens(path, "tokens.yaml", () => assert.fail("told"));
    assert.throws(start(join(dir, "nothing")), /tokens\.yaml cannot be read: ENOENT.*SRV017/);
    writeFileSync(file, "tokens: []\n");
    assert.throws(start(file), /is no list of tokens .*SRV017/);
  });
});
