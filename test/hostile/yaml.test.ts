/** YAML that is right by its grammar and has no value, or has too many, in files that are no catalog: told at its place. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog, parseCatalog } from "../../src/catalog/load";
import { CatalogError, formatProblem } from "@harness-catalog/problems";
import { issueWords } from "@harness-catalog/problems/issueWords";
import { readProjectFile } from "../../infra/projectFile";
import { lintFiles } from "harness-lint";
import { readLayers } from "../../src/manifests/layers/read";
import { packageRoot } from "../../src/paths/packageRoot";
import { run } from "../../src/cli/run";
import { readFragment } from "harness-sandbox/internal/yaml/document";
import { memoryIo } from "../support/io";

/** Each behind a first line that is right, with the line where it stands. */
const odd: Readonly<Record<string, readonly [text: string, line: number, says: RegExp]>> = {
  "an alias without an anchor": ["b: *nowhere\n", 2, /the alias \*nowhere has no anchor above it/],
  "an alias in its own value": ["b: &b [*b]\n", 2, /the alias stands inside the value that it means/],
  "a merge of what is no mapping": ["b: &b x\nc: { <<: *b }\n", 1, /the YAML makes no value/],
  "a thousand dashes": [`b:\n  ${"- ".repeat(1000)}a\n`, 3, /nested more than 64 levels deep/],
  "a thousand brackets": [`b: ${"[".repeat(1000)}\n`, 2, /nested more than 64 levels deep/],
};

function told(read: () => unknown): string {
  try {
    read();
    return "nothing";
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    return error.problems.map(formatProblem).join("\n");
  }
}

describe("YAML without a value", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-yaml-"));
    for (const name of ["catalog", "templates"])
      cpSync(join(packageRoot(), name), join(dir, name), { recursive: true });
    mkdirSync(join(dir, "layers", "values"), { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  for (const [what, [text, line, says]] of Object.entries(odd)) {
    it(`is told in a template, a layer and a stack file: ${what}`, () => {
      const files = [
        "templates/library/bake/1.0.0.yaml",
        "layers/values/kustomization.yaml",
        "Pulumi.odd.yaml",
      ];
      for (const file of files) writeFileSync(join(dir, file), `a: 1\n${text}`);
      const library = join(dir, "templates", "library");
      const answers = [
        told(() => loadCatalog(join(dir, "catalog"), library)),
        told(() => readLayers(join(dir, "layers"))),
        told(() => readProjectFile(dir, "Pulumi.odd.yaml")),
      ];
      answers.forEach((answer, index) => {
        assert.match(answer, says);
        const at = `${files[index]!.split("/").at(-1)}:${line}:`;
        assert.ok(answer.includes(at), `${at} ${answer}`);
      });
    });
  }

  it("is told by the lint and by the sandbox", () => {
    const pipeline = "pipeline:\n  identifier: *nowhere\n";
    assert.match(
      told(() => lintFiles([{ path: "pipelines/a.yaml", text: pipeline }]).forEach(thrown)),
      /LINT001/,
    );
    assert.throws(() => readFragment("a: *nowhere\n", "it"), /Invalid YAML for it: Unresolved alias/);
  });

  it("is never walked through beyond its bounds", () => {
    const text = `services: [${"a, ".repeat(20_000_000)}]\n`;
    const before = process.cpuUsage();
    const answer = told(() => parseCatalog([{ path: "catalog/services.yaml", text }]));
    assert.match(answer, /catalog\/services\.yaml:1:1 the file has 60000013 characters, more than 8388608/);
    const { user } = process.cpuUsage(before);
    assert.ok(user < 1_000_000, `${user} µs`);
    writeFileSync(join(dir, "catalog", "services.yaml"), text.slice(0, 9_000_000));
    assert.match(
      told(() => loadCatalog(join(dir, "catalog"))),
      /services\.yaml:1:1 .*is too large/,
    );
  });

  it("of a record is told without the words of the language behind", async () => {
    const record = { version: 1, stack: "dev", salt: "0123456789abcdef", outputs: {}, elsewhere: 0 };
    writeFileSync(join(dir, "r.json"), JSON.stringify({ ...record, objects: [{ component: "x" }] }));
    const io = memoryIo({ cwd: dir });
    assert.equal(await run(["plan", "--against-record", "r.json"], io), 1);
    assert.match(io.err(), /r\.json:1:1 .* objects\.0\.group: is missing, expected string .*\[CMD019\]/);
    assert.equal(
      issueWords({ message: "Invalid input: expected number, received NaN" }),
      "is no number, expected number",
    );
    assert.equal(issueWords({ message: "Too small" }), "too small");
  });

  it("of what a removal leaves has its line in the file as it is", async () => {
    const io = memoryIo({ cwd: dir });
    assert.equal(await run(["remove", "backend"], io), 1);
    const [, line] =
      /services\.yaml:(\d+):\d+ services\[\d\]\.consumesApis\[0\]: "backend" is/.exec(io.err()) ?? [];
    const text = readFileSync(join(dir, "catalog", "services.yaml"), "utf8");
    assert.match(text.split("\n")[Number(line) - 1] ?? "", /consumesApis: \[backend/);
  });
});

function thrown(problem: ConstructorParameters<typeof CatalogError>[0][number]): void {
  throw new CatalogError([problem]);
}
