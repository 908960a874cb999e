/** `harness-simulate FILE`: a pipeline of anybody, its inputs and templates from files. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWords } from "@harness-catalog/command-line/test/run";
import { toolRun } from "@harness-catalog/command-line/tool";
import { harnessSimulate } from "../src/command/command";
import type { RunResult } from "../src/run/model";

const pipeline = `pipeline:
  name: Shop
  identifier: shop
  variables: [{ name: version, type: String, required: true, value: <+input>.allowedValues(1.2,1.3) }]
  stages:
    - stage:
        name: Soak
        identifier: soak
        type: Custom
        spec: { execution: { steps: [{ step: { name: Wait, identifier: wait, type: Wait, spec: { duration: <+input> } } }] } }
    - stage:
        name: Release
        identifier: release
        template: { templateRef: account.release, versionLabel: "2" }
`;
const template = `template:
  name: Release
  identifier: release
  versionLabel: "2"
  type: Stage
  spec:
    type: Custom
    spec: { execution: { steps: [{ step: { name: Pause, identifier: pause, type: Wait, spec: { duration: 5m } } }] } }
`;
const inputs = (version: string, pipelineName = "shop"): string =>
  `inputSet:
  identifier: usual
  pipeline:
    identifier: ${pipelineName}
    stages: [{ stage: { identifier: soak, spec: { execution: { steps: [{ step: { identifier: wait, spec: { duration: 1h } } }] } } } }]
    variables: [{ name: version, value: "${version}" }]
`;

describe("harness-simulate", () => {
  const folder = mkdtempSync(join(tmpdir(), "harness-simulate-"));
  after(() => rmSync(folder, { recursive: true }));
  before(() => {
    mkdirSync(join(folder, "templates", "stages"), { recursive: true });
    const files = {
      "pipeline.yaml": pipeline,
      "inputs.yaml": inputs("1.2"),
      "wrong.yaml": inputs("9"),
      "other.yaml": inputs("1.2", "stock"),
      "templates/stages/release.yaml": template,
      "broken.yaml": "pipeline: [\n",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  });
  const simulate = (...words: string[]) =>
    runWords(toolRun(harnessSimulate), [...words, "--at", "2026-01-05T11:00Z"], folder);

  it("plays inputs and templates from files", async () => {
    const words = [
      "pipeline.yaml",
      "--inputs",
      "inputs.yaml",
      "--templates",
      "templates",
      "--output",
      "json",
    ];
    const { code, out, err } = await simulate(...words);
    assert.deepEqual([code, err], [0, ""]);
    const result = JSON.parse(out) as RunResult & { unknown: string[] };
    assert.deepEqual(result.inputs, { version: "1.2" });
    assert.deepEqual(
      result.timeline.map(({ stage, step, offset, duration }) => [stage, step, offset, duration]),
      [
        ["soak", "", 0, 3600],
        ["soak", "wait", 0, 3600],
        ["release", "", 3600, 300],
        ["release", "pause", 3600, 300],
      ],
    );
    assert.deepEqual([result.outcome, result.unknown], ["Success", []]);
  });

  it("says what it does not know", async () => {
    const says = "the template account.release 2 is in none of the files, so what it does is not played";
    const { code, out, err } = await simulate("pipeline.yaml", "--inputs", "inputs.yaml");
    assert.equal(code, 0);
    assert.match(out, /soak {5}Success {2}1h/);
    assert.match(out, /^ends +Undecided after/m, "what is not played may fail");
    assert.equal(err, `note ${says}\n`);
    const json = await simulate("pipeline.yaml", "--inputs", "inputs.yaml", "--output", "json");
    assert.deepEqual((JSON.parse(json.out) as { unknown: string[] }).unknown, [says]);
  });

  it("refuses inputs that the pipeline does not take, and files that are not what they are named for", async () => {
    const refused: readonly (readonly [readonly string[], RegExp])[] = [
      [["pipeline.yaml", "--inputs", "wrong.yaml"], /wrong.yaml: version: .*1\.2.*\[SIM012\]/],
      [
        ["pipeline.yaml", "--inputs", "other.yaml"],
        /inputs in other.yaml are for the pipeline "stock".*\[SIM015\]/,
      ],
      [["pipeline.yaml", "--inputs", "templates/stages/release.yaml"], /holds no inputs of a pipeline/],
      [["inputs.yaml"], /the file inputs.yaml holds no pipeline/],
      [["missing.yaml"], /the file missing.yaml does not exist/],
      [["broken.yaml"], /the file broken.yaml is no YAML at line 2/],
      [[], /harness-simulate needs one file/],
    ];
    for (const [words, says] of refused) {
      const { code, err } = await simulate(...words);
      assert.equal(code, 1);
      assert.match(err, says);
    }
  });

  it("ends with 1 where the run ends otherwise than expected", async () => {
    const words = ["pipeline.yaml", "--inputs", "inputs.yaml", "--expect", "failed"];
    const { code, err } = await simulate(...words);
    assert.equal(code, 1);
    assert.match(err, /the run ends Undecided, expected was Failed .*\[SIM014\]/);
  });
});
