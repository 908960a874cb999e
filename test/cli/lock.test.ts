import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { processLives } from "@harness-catalog/files/processLives";
import { isDead, lockHolders } from "../../src/cli/engine/lock";
import { redact, redacting } from "../../src/cli/engine/redact";

describe("the lock of a stack", () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-lock-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("is read from the file backend, blob attributes aside; a torn one is a dead one, or nobody would ever release it", () => {
    const locks = join(dir, ".pulumi", "locks", "organization", "p", "dev");
    mkdirSync(locks, { recursive: true });
    const holder = { pid: 7, hostname: "h", timestamp: "t" };
    writeFileSync(join(locks, "a.json"), JSON.stringify(holder));
    writeFileSync(join(locks, "a.json.attrs"), JSON.stringify({ user: "x" }));
    writeFileSync(join(locks, "b.json"), '{"pid":');
    const [whole, torn, ...more] = lockHolders(pathToFileURL(dir).href, "p", "dev");
    assert.deepEqual([whole, more], [holder, []]);
    assert.ok(torn !== undefined && isDead(torn));
    assert.deepEqual(lockHolders(pathToFileURL(dir).href, "p", "other"), []);
    assert.deepEqual(lockHolders("s3://bucket", "p", "dev"), []);
  });

  it("is dead only when its process is gone from this very machine", () => {
    const holder = { pid: 7, hostname: hostname(), timestamp: "t" };
    assert.equal(
      isDead(holder, () => false),
      true,
    );
    assert.equal(
      isDead(holder, () => true),
      false,
    );
    assert.equal(
      isDead({ ...holder, hostname: "elsewhere" }, () => false),
      false,
    );
    assert.equal(processLives(process.pid), true);
  });
});

describe("redaction of the engine's log", () => {
  const key = "-----BEGIN KEY-----\nabcdefgh\n-----END KEY-----\n";

  it("replaces values raw, escaped in JSON, and line by line", () => {
    const text = `a=${key} b=${JSON.stringify({ key })} c=abcdefgh d=plain`;
    const redacted = redact(text, [key]);
    assert.ok(!redacted.includes("abcdefgh"));
    assert.ok(redacted.includes("d=plain"));
  });

  it("is not fooled by the end of a chunk", async () => {
    const filter = redacting(["topsecret"]);
    let out = "";
    filter.setEncoding("utf8").on("data", (text: string) => (out += text));
    for (const chunk of ["x=tops", "ecret\ny=top", "secret"]) filter.write(chunk);
    filter.end();
    await new Promise((resolve) => filter.on("end", resolve));
    assert.equal(out, "x=[secret]\ny=[secret]");
  });
});
