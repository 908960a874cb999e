/** The command as a person runs it. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/run";
import { packageRoot } from "../../src/paths/packageRoot";
import { memoryIo } from "../support/io";
import { buildPatience, buildTools, layersWith, runPatience } from "./support";

describe("harness-catalog manifests", function () {
  this.timeout(runPatience);
  let dir = "";

  const command = async (args: readonly string[], env: Record<string, string> = {}) => {
    const { PATH = "", HOME = "" } = process.env;
    const tools = Object.fromEntries(
      Object.entries({
        PATH,
        HOME,
        HARNESS_CATALOG_CACHE: process.env["HARNESS_CATALOG_CACHE"] ?? "",
      }).filter(([, value]) => value !== ""),
    );
    const io = memoryIo({ cwd: dir, env: { ...tools, ...env } });
    const code = await run(["manifests", ...args], io);
    return { code, out: io.out(), err: io.err() };
  };
  const edit = (file: string, change: (text: string) => string) => {
    const path = join(dir, "catalog", file);
    const before = readFileSync(path, "utf8");
    assert.notEqual(change(before), before);
    writeFileSync(path, change(before));
  };
  const files = () => readdirSync(join(dir, "generated"), { recursive: true, encoding: "utf8" }).sort();

  before(async function () {
    this.timeout(buildPatience);
    await buildTools();
  });
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-command-"));
    cpSync(join(packageRoot(), "catalog"), join(dir, "catalog"), {
      recursive: true,
      filter: (path) => !path.endsWith(".ts"),
    });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("finds the committed folder as it ought to be, and every object in order", async () => {
    cpSync(join(packageRoot(), "generated"), join(dir, "generated"), { recursive: true });
    const { code, out, err } = await command(["--check", "--check-all"]);
    assert.equal(code, 0, err);
    assert.match(out, /^19 targets: 0 written, 0 removed, [1-9]\d+ objects checked\n$/);
  });

  it("writes, says what it wrote, and says it as JSON", async () => {
    const first = await command(["--output", "json"]);
    assert.equal(first.code, 0, first.err);
    const outcome = JSON.parse(first.out) as { targets: number; written: string[]; removed: string[] };
    assert.deepEqual([outcome.targets, outcome.written.length, outcome.removed], [19, 19, []]);
    edit("services.yaml", (text) => text.replace("size: small", "size: medium"));
    const second = await command([]);
    assert.match(second.out, /^generated\/account-api\/int-stable\/euw1 written\n/);
    assert.match(second.out, /\n19 targets: 5 written, 0 removed, \d+ objects checked\n$/);
  });

  it("writes into the folder that the platform names, or --out", async () => {
    edit("platform.yaml", (text) => text.replace("manifests: generated", "manifests: deploy/all"));
    await command([]);
    assert.ok(existsSync(join(dir, "deploy", "all", "backend", "prod", "euw1", "task-definition.yaml")));
    await command(["--out", "other"]);
    assert.ok(existsSync(join(dir, "other", "backend", "prod", "euw1", "task-definition.yaml")));
  });

  it("deletes nothing when the catalog is empty, cut off or broken", async () => {
    await command([]);
    const before = files();
    const whole = readFileSync(join(dir, "catalog", "services.yaml"), "utf8");
    for (const text of ["", "services: []\n", whole.slice(0, 900), `${whole}\t- [`]) {
      writeFileSync(join(dir, "catalog", "services.yaml"), text);
      const { code, err } = await command([]);
      assert.equal(code, 1);
      assert.match(err, /\[CAT00\d\]/);
      assert.deepEqual(files(), before);
    }
  });

  it("points into the catalog when a layer is missing, does not fit, or lacks a value (MAN001 to MAN003)", async () => {
    edit("platform.yaml", (text) =>
      text
        .replace("  pdb: { description", "  ingres: { description: x }\n  pdb: { description")
        .replace(/ingress: \{ domain: [^,]*, /, "ingress: { "),
    );
    edit("services.yaml", (text) => text.replace("components: [pdb]", "components: [pdb, ingres, consumer]"));
    const { code, err } = await command([]);
    assert.equal(code, 1);
    const platform = readFileSync(join(dir, "catalog", "platform.yaml"), "utf8").split("\n");
    const services = readFileSync(join(dir, "catalog", "services.yaml"), "utf8").split("\n");
    const line = (lines: string[], text: string) => lines.findIndex((each) => each.includes(text)) + 1;
    assert.match(
      err,
      new RegExp(
        `catalog/platform\\.yaml:${line(platform, "ingres:")}:11 component ingres has no folder .*did you mean "ingress".*MAN001`,
      ),
    );
    assert.match(
      err,
      new RegExp(
        `catalog/services\\.yaml:${line(services, "consumer]")}:31 component consumer is for listener, streaming.*MAN002`,
      ),
    );
    assert.match(
      err,
      new RegExp(
        `catalog/platform\\.yaml:${line(platform, "ingress: {")}:\\d+ components/ingress reads the value host.*MAN003`,
      ),
    );
    assert.equal(existsSync(join(dir, "generated")), false);
  });

  it("uses layers of an environment and a region where there are some, from another folder", async () => {
    const layers = layersWith("environments/prod/kustomization.yaml", (text) =>
      text.replace("value: 10", "value: 25"),
    );
    cpSync(join(layers, "environments", "prod"), join(layers, "regions", "euw2"), { recursive: true });
    try {
      const { code, err } = await command([], { HARNESS_CATALOG_LAYERS: layers });
      assert.equal(code, 0, err);
    } finally {
      rmSync(layers, { recursive: true });
    }
    const ready = (place: string) =>
      /minReadySeconds: (\d+)/.exec(
        readFileSync(join(dir, "generated", "account-api", place, "manifests.yaml"), "utf8"),
      )?.[1];
    assert.deepEqual(["int-stable/euw1", "int-stable/euw2", "prod/euw1"].map(ready), [undefined, "25", "25"]);
  });
});
