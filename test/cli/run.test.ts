import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";

describe("harness-catalog", () => {
  let dir: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-cli-"));
    for (const file of ["services.yaml", "platform.yaml"])
      cpSync(join(packageRoot(), "catalog", file), join(dir, "catalog", file));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const cli = async (...argv: string[]) => {
    const io = memoryIo({ cwd: dir, env: { HARNESS_CATALOG_STATE: join(dir, "state") } });
    return { code: await run(argv, io), out: io.out(), err: io.err() };
  };
  const services = () => readFileSync(join(dir, "catalog", "services.yaml"), "utf8");

  it("without a command prints the overview and exits 1", async () => {
    const { code, out } = await cli();
    assert.equal(code, 1);
    for (const command of [
      "validate",
      "plan",
      "up",
      "refresh",
      "destroy",
      "add",
      "remove",
      "render",
      "sandbox",
      "doctor",
    ])
      assert.match(out, new RegExp(`^  ${command} `, "m"));
  });

  it("--help of a command lists its options", async () => {
    const { code, out } = await cli("up", "--help");
    assert.equal(code, 0);
    assert.match(out, /--stack NAME/);
    assert.match(out, /--allow-deletions N/);
  });

  it("preview is plan", async () => {
    assert.equal(
      (await cli("preview", "--help")).out,
      (await cli("plan", "--help")).out.replace("harness-catalog plan", "harness-catalog preview"),
    );
  });

  for (const argv of [
    ["nope"],
    ["up", "--nope"],
    ["plan", "--output", "xml"],
    ["render"],
    ["add"],
    ["sandbox", "jump"],
    ["up", "--allow-deletions", "many"],
  ]) {
    it(`refuses ${argv.join(" ")} with CMD001 and a cure`, async () => {
      const { code, err } = await cli(...argv);
      assert.equal(code, 1);
      assert.match(err, /\(.+\) {2}\[CMD001\]/);
    });
  }

  it("validate prints [] for a good catalog and every problem of a bad one", async () => {
    assert.deepEqual(await cli("validate", "--output", "json"), { code: 0, out: "[]\n", err: "" });
    writeFileSync(
      join(dir, "catalog", "services.yaml"),
      services().replace("team: payments-team", "team: payment-team").replace("size: large", "size: larg"),
    );
    const { code, out } = await cli("validate", "--output", "json");
    const problems = JSON.parse(out) as Record<string, unknown>[];
    assert.equal(code, 1);
    assert.equal(problems.length, 2);
    for (const problem of problems)
      assert.deepEqual(Object.keys(problem), ["code", "file", "line", "column", "message", "hint"]);
  });

  it("add and remove are each other's inverse and change nothing else", async () => {
    const before = services();
    const added = await cli("add", "cart-service", "--team", "payments-team", "--size", "small");
    assert.equal(added.code, 0, added.err);
    assert.match(added.out, /^\+ {2}- name: cart-service$/m);
    assert.ok(services().indexOf("cart-service") < services().indexOf("frontend"));
    assert.equal((await cli("add", "cart-service", "--team", "payments-team", "--size", "small")).code, 0);
    const removed = await cli("remove", "cart-service");
    assert.equal(removed.code, 0, removed.err);
    assert.match(removed.out, /pipeline/);
    assert.equal(services(), before);
    assert.match((await cli("remove", "cart-service")).out, /not in the catalog/);
  });

  it("remove refuses, and changes nothing, while another service consumes an API of the service", async () => {
    const before = services();
    const { code, err } = await cli("remove", "account-api");
    assert.equal(code, 1);
    assert.match(err, /services\.yaml:\d+:\d+ .*account-api/);
    assert.equal(services(), before);
  });

  it("remove says what a renamed service takes with it", async () => {
    const renamed = services().replace(
      "- name: payment-service\n",
      "- name: pay-service\n    previousName: payment-service\n",
    );
    writeFileSync(join(dir, "catalog", "services.yaml"), renamed);
    assert.match((await cli("remove", "pay-service")).out, /pipeline payment-service/);
  });

  it("add leaves the file alone when the entry would be wrong", async () => {
    const before = services();
    const { code, err } = await cli("add", "cart-service", "--team", "payment-team");
    assert.equal(code, 1);
    assert.match(err, /did you mean "payments-team"/);
    assert.equal(services(), before);
  });

  it("render writes one document a file and the same bytes every time", async () => {
    const first = await cli("render", "--out", "a");
    assert.equal(first.code, 0, first.err);
    await cli("render", "--out", "b");
    const files = readdirSync(join(dir, "a"), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(yaml|rego)$/.test(file))
      .sort();
    assert.ok(files.includes("pipelines/payment_service_cd.yaml"), files.join(" "));
    for (const file of files)
      assert.equal(readFileSync(join(dir, "a", file), "utf8"), readFileSync(join(dir, "b", file), "utf8"));
  });

  it("without a terminal and without --yes nothing is changed", async () => {
    const { code, err } = await cli("up");
    assert.equal(code, 1);
    assert.match(err, /\[CMD005\]/);
  });
});
