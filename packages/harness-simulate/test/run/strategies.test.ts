/** The other ways to deploy that templates/library has, each as the only stage of a pipeline. */
import assert from "node:assert/strict";
import type { RunResult } from "../../src/run/model";
import { simulateRun } from "../../src/run/simulate";
import { expected, lines, scenario, world, type Words } from "./support";

function deploy(templateRef: string, words: Words): RunResult {
  const variable = (name: string, value: string) => ({ name, type: "String", value });
  const templateInputs = {
    type: "Deployment",
    delegateSelectors: ["delegate-prod-euw1"],
    spec: {
      service: { serviceRef: "payment" },
      environment: { environmentRef: "prod", infrastructureDefinitions: [{ identifier: "prod_euw1_k8s" }] },
    },
    variables: [variable("verify_first", "5m"), variable("verify_sensitivity", "HIGH")],
  };
  const template = { templateRef, versionLabel: "1.0.0", templateInputs };
  const pipeline = {
    identifier: "p",
    variables: [variable("imageTag", "<+input>")],
    stages: [{ stage: { identifier: "prod", name: "Deploy", template } }],
  };
  return simulateRun(pipeline, world(), scenario(words));
}

const blueGreen = `
  0s  prod         Success
  0s  prod/stage   Success
  3m  prod/verify  Success
  8m  prod/swap    Success
  9m  prod/scale_down  Success`;

describe("ways to deploy", () => {
  for (const [template, strategy, words, timeline] of [
    ["deploy_kubernetes_blue_green", "blue-green", {}, blueGreen],
    [
      "deploy_kubernetes_blue_green",
      "blue-green",
      { fail: ["verify"] },
      `
      0s  prod            Failed
      0s  prod/stage      Success
      3m  prod/verify     Failed
      8m  prod/swap_back  Success`,
    ],
    ["deploy_ecs", "rolling", {}, "0s  prod  Success\n 0s  prod/rolling  Success"],
    [
      "deploy_ecs",
      "rolling",
      { fail: ["prod=Timeout"] },
      `
      0s   prod           Failed
      0s   prod/rolling   Expired
      20m  prod/rollback  Success`,
    ],
    [
      "deploy_ecs_canary",
      "canary",
      {},
      `
      0s   prod                Success
      0s   prod/canary         Success
      4m   prod/verify         Success
      9m   prod/canary_delete  Success
      11m  prod/rolling        Success`,
    ],
    [
      "deploy_ecs_blue_green",
      "blue-green",
      { fail: ["swap"] },
      `
      0s   prod           Failed
      0s   prod/stage     Success
      5m   prod/verify    Success
      10m  prod/swap      Failed
      11m  prod/rollback  Success`,
    ],
  ] as const)
    it(`${template} ${"fail" in words ? `fails at ${words.fail[0]}` : "goes well"}`, () => {
      const result = deploy(template, words);
      assert.deepEqual(lines(result), expected(timeline));
      assert.equal(result.timeline[0]!.deployment!.strategy, strategy);
      assert.equal(result.deployed[0]!.state, "fail" in words ? "rolled back" : "deployed");
      assert.deepEqual(result.unresolved, []);
    });

  it("what a template leaves open and nobody gives is named as unresolved", () => {
    const result = deploy("deploy_ecs_job", {});
    assert.equal(result.timeline[1]!.type, "EcsRunTask");
    assert.equal(result.outcome, "Success");
    // the template leaves connector and paths to the pipeline, and this one gives none
    assert.ok(result.unresolved.some(({ what }) => what === "<+input>"));
  });
});
