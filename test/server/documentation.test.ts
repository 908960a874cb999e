/** docs/rest.md: its calls run, as they are written, against `serve` over the example catalog. */
import assert from "node:assert/strict";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../../src/paths/packageRoot";
import { exampleFiles } from "../catalog/example";
import { createRemote, type Remote } from "../support/remote";

const token = "token-of-the-documentation";

describe("docs/rest.md", function () {
  this.timeout(120_000);
  let remote: Remote;
  let child: ChildProcess;
  let url = "";
  let ended: Promise<number | null>;
  before(async () => {
    remote = createRemote();
    const [platform, services] = exampleFiles();
    remote.commit("main", { "catalog/platform.yaml": platform.text, "catalog/services.yaml": services.text });
    const sha256 = createHash("sha256").update(token).digest("hex");
    const tokens = join(remote.dir, "tokens.yaml");
    writeFileSync(tokens, `tokens:\n  - { name: docs, role: proposer, teams: all, sha256: "${sha256}" }\n`);
    const args = ["serve", "--remote", remote.path, "--tokens", tokens, "--state", join(remote.dir, "state")];
    child = spawn(process.execPath, [join(packageRoot(), "src", "cli", "bin.js"), ...args], {
      env: { PATH: process.env["PATH"], HOME: remote.dir },
      stdio: ["ignore", "pipe", "inherit"],
    });
    ended = new Promise((resolve) => child.on("close", resolve));
    const line = await new Promise<string>((resolve) =>
      child.stdout!.once("data", (data: Buffer) => resolve(String(data))),
    );
    ({ url } = JSON.parse(line) as { url: string });
  });
  after(() => {
    child.kill("SIGKILL");
    remote.close();
  });

  const text = readFileSync(join(packageRoot(), "docs", "rest.md"), "utf8");
  const calls = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    block!
      .replaceAll("\\\n", " ")
      .split("\n")
      .filter((line) => line.startsWith("curl ")),
  );
  const run = promisify(execFile);

  const expected: readonly (readonly [status: number, key: string, value: unknown])[] = [
    [200, "items.length", 1],
    [200, "pipelineId", "payment_service_cd"],
    [200, "pipelineId", "payment_service_cd"],
    [200, "branch", "add-cart-service"],
    [202, "branch", "add-cart-service"],
    [200, "state", "open"],
    [202, "title", "Add 2 services"],
    [202, "branch", "change-account-service"],
    [202, "branch", "remove-payment-service"],
  ];

  it("has a call for each expectation", () => assert.equal(calls.length, expected.length));

  calls.forEach((call, index) => {
    const [status, key, value] = expected[index] ?? [0, "", ""];
    it(`${call.replaceAll(/ -H "[^"]*"/g, "").replaceAll(/ +/g, " ")} → ${status}`, async () => {
      const env = { PATH: process.env["PATH"], TOKEN: token, CATALOG: url };
      const { stdout } = await run("sh", ["-c", `${call} -w '\\n%{http_code}'`], { env });
      const [body, code] = [
        stdout.slice(0, stdout.lastIndexOf("\n")),
        stdout.slice(stdout.lastIndexOf("\n") + 1),
      ];
      assert.equal(Number(code), status, body);
      const found = key
        .split(".")
        .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], JSON.parse(body));
      assert.deepEqual(found, value);
    });
  });

  it("its list of tokens is one that serve takes", async () => {
    const { parseTokens } = await import("../../src/server/index.js");
    const [, example] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    assert.deepEqual(
      parseTokens(example!, "docs").map(({ name }) => name),
      ["backstage", "dashboard"],
    );
    assert.throws(
      () => parseTokens(example!.replace("proposer", "boss"), "tokens.yaml"),
      /^CatalogError: tokens.yaml is no list of tokens .*SRV017\]\ntokens.yaml:3:11 /,
    );
    assert.throws(
      () => parseTokens(example!.replace("0000", "000g"), "tokens.yaml"),
      /tokens.yaml:5:13 .*CAT024/,
    );
    assert.throws(
      () => parseTokens(example!.replaceAll(/1{64}/g, "0".repeat(64)), "tokens.yaml"),
      /two tokens have the same sha256/,
    );
  });

  it("SIGTERM ends it with exit code 0 once the answers under way are sent", async () => {
    const slow = run("sh", [
      "-c",
      `curl -s -o /dev/null -w '%{http_code}' -X DELETE -H "Authorization: Bearer ${token}" ${url}/api/v1/services/frontend`,
    ]);
    // The request has reached the server when its line is in the audit log.
    const audit = join(remote.dir, "state", "audit.jsonl");
    while (!readFileSync(audit, "utf8").includes("frontend"))
      await new Promise((resolve) => setImmediate(resolve));
    child.kill("SIGTERM");
    assert.equal((await slow).stdout, "202");
    assert.equal(await ended, 0);
  });
});
