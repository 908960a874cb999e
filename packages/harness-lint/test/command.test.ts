/** `harness-lint FILE…`: what it prints in each format, and its exit code. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWords } from "@harness-catalog/command-line/test/run";
import { toolRun } from "@harness-catalog/command-line/tool";
import { harnessLint } from "../src/command/command";

const service = "service:\n  name: Shop\n  identifier: shop\n";
const wrongService = service.replace("shop\n", "shop-api\n");
const pipeline = (reference: string): string =>
  `pipeline:
  name: Shop
  identifier: shop
  stages:
    - stage:
        name: Deploy
        identifier: deploy
        type: Deployment
        spec:
          deploymentType: Kubernetes
          service: { serviceRef: ${reference} }
          environment: { environmentRef: prod, infrastructureDefinitions: [{ identifier: euw1 }] }
          execution:
            steps:
              - step: { name: Roll out, identifier: rollout, type: K8sRollingDeploy, timeout: 10m, spec: {} }
            rollbackSteps:
              - step: { name: Roll back, identifier: rollback, type: K8sRollingRollback, timeout: 10m, spec: {} }
        failureStrategies: [{ onFailure: { errors: [AllErrors], action: { type: StageRollback } } }]
`;

describe("harness-lint", () => {
  const folder = mkdtempSync(join(tmpdir(), "harness-lint-"));
  after(() => rmSync(folder, { recursive: true }));
  const lint = (files: Readonly<Record<string, string>>, ...options: string[]) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return runWords(toolRun(harnessLint), [...Object.keys(files), ...options], folder);
  };

  it("ends with 0 where nothing is wrong", async () => {
    const ran = await lint({ "service.yaml": service });
    assert.deepEqual(ran, { code: 0, out: "", err: "nothing wrong in 1 file\n" });
  });

  it("names line and column of every problem, of every document of a file", async () => {
    const { code, out, err } = await lint({
      "all.yaml": `${service}---\n# another\n${wrongService}---\n${wrongService}`,
    });
    assert.equal(code, 1);
    assert.deepEqual(
      out.split("\n").map((line) => line.slice(0, 18)),
      ["all.yaml:8:15 serv", "all.yaml:12:15 ser", ""],
    );
    assert.match(out, /\(use letters.*\) {2}\[LINT010\]/);
    assert.equal(err, "2 problems in 1 file\n");
  });

  it("notes references to what is not in the files, and nothing where it is", async () => {
    const { code, out, err } = await lint({ "shop.yaml": service, "pipeline.yaml": pipeline("shop") });
    assert.deepEqual([code, out], [0, ""]);
    assert.match(
      err,
      /^note pipeline.yaml:12:42 .*: the environment "prod" is not known here, so it is not checked/,
    );
    assert.doesNotMatch(err, /"shop"/);
    const other = await lint({ "shop.yaml": service, "pipeline.yaml": pipeline("stock") });
    assert.equal(other.code, 0);
    assert.match(other.err, /the service "stock" is not known here/);
  });

  it("notes documents of other kinds and empty files", async () => {
    const { code, err } = await lint({
      "deployment.yaml": "apiVersion: apps/v1\nkind: Deployment\n",
      "empty.yaml": "# nothing\n",
    });
    assert.equal(code, 0);
    assert.match(
      err,
      /note deployment.yaml:1:1 a document with the key "apiVersion" is no kind that is known here/,
    );
    assert.match(err, /note empty.yaml:1:1 the file holds no document/);
  });

  it("refuses what is no YAML, no mapping, too deep, or no file", async () => {
    const { code, out } = await lint(
      {
        "broken.yaml": `${service}---\npipeline:\n  name: [a\n`,
        "text.yaml": "---\n\npipeline: shop\n",
        "deep.yaml": `pipeline: ${"[".repeat(5_000)}`,
      },
      "missing.yaml",
      ".",
    );
    assert.equal(code, 1);
    assert.match(out, /^broken.yaml:7:1 .*\[LINT001\]$/m);
    assert.match(out, /^text.yaml:3:1 the document has no mapping under "pipeline"/m);
    assert.match(out, /^deep.yaml:1:\d+ .*\[LINT001\]$/m);
    assert.match(out, /^missing.yaml:1:1 the file cannot be read: it does not exist/m);
    assert.match(out, /^\.:1:1 the file cannot be read: it is a folder/m);
  });

  it("reads the standard input", async () => {
    const ran = await runWords(toolRun(harnessLint), ["-"], folder, wrongService);
    assert.match(ran.out, /^stdin:3:15 service.identifier: "shop-api"/);
  });

  it("writes JSON, SARIF and annotations of GitHub", async () => {
    const files = { "a b.yaml": `${wrongService}---\nkind: List\n` };
    const json = await lint(files, "--output", "json");
    const [problem] = JSON.parse(json.out) as [Record<string, unknown>];
    assert.deepEqual(
      [problem["code"], problem["file"], problem["line"], problem["column"]],
      ["LINT010", "a b.yaml", 3, 15],
    );
    assert.equal(json.code, 1);
    const { runs } = JSON.parse((await lint(files, "--output=sarif")).out) as {
      runs: [
        { tool: { driver: { rules: { id: string }[] } }; results: { level: string; locations: unknown[] }[] },
      ];
    };
    assert.deepEqual(
      runs[0].tool.driver.rules.map(({ id }) => id),
      ["LINT001", "LINT010"],
    );
    assert.deepEqual(
      runs[0].results.map(({ level }) => level),
      ["error", "note"],
    );
    assert.deepEqual(runs[0].results[0]!.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "a%20b.yaml" },
          region: { startLine: 3, startColumn: 15 },
        },
      },
    ]);
    const github = await lint(files, "--output", "github");
    assert.match(github.out, /^::error file=a b.yaml,line=3,col=15,title=LINT010::service.identifier: /);
    assert.match(github.out, /^::notice file=a b.yaml,line=5,col=1,title=LINT001::/m);
    assert.equal(github.err, "");
  });

  it("asks for a file and a format that it has", async () => {
    assert.match((await lint({})).err, /harness-lint needs a file/);
    assert.match((await lint({ "a.yaml": service }, "--output", "xml")).err, /--output is "xml"/);
  });
});
