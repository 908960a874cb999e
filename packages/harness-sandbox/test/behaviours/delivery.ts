import assert from "node:assert/strict";
import type { deliveryBehaviours } from "../../src/coverage/deliveryBehaviours";
import * as make from "../requests";
import { del, get, inProject, place, post, put, v1 } from "../requests";
import { freeze, freezeScenarios } from "./freeze";
import { monitoringScenarios } from "./monitoring";
import { referenceScenarios } from "./references";
import { dataOf, pathsOf, refused, type Scenario } from "./scenario";
import { templateScenarios } from "./templates";

const override = {
  ...place,
  environmentRef: "env",
  serviceRef: "svc",
  type: "ENV_SERVICE_OVERRIDE",
  yamlInternal: "{}",
};
const pipelineWith = (content: string) => make.newPipeline("pl", make.pipelineOf("pl", content));
export const deliveryScenarios: Record<keyof typeof deliveryBehaviours, Scenario> = {
  ...templateScenarios,
  ...referenceScenarios,
  ...freezeScenarios,
  ...monitoringScenarios,
  "service.generatedYaml": async (account) => {
    await account.given(make.newProject());
    const { service } = await dataOf<{ service: { yaml: string } }>(
      account,
      make.newService("svc", { yaml: "" }),
    );
    assert.match(service.yaml, /identifier: svc/);
    const request = make.newEnvironment("env", { yaml: undefined });
    const { environment } = await dataOf<{ environment: { yaml: string } }>(account, request);
    assert.match(environment.yaml, /type: PreProduction/);
  },
  "environment.type": async (account) => {
    await account.given(make.newProject());
    await refused(account, make.newEnvironment("env", { type: "Staging", yaml: "" }), 400, /Staging/);
    await refused(account, make.newEnvironment("env", { type: "Production" }), 400, /type in YAML/);
    await account.given(make.newEnvironment("env", { type: "Production", yaml: "" }));
  },
  "environment.cascade": async (account) => {
    await account.given(make.newProject(), make.newEnvironment("env"), make.newService("svc"));
    await account.given(make.newInfrastructure("inf", "env"), post("/ng/api/serviceOverrides", override));
    await account.given(del(`/ng/api/environmentsV2/env?${inProject}`));
    assert.deepEqual([pathsOf(account, "infrastructure"), pathsOf(account, "serviceOverride")], [[], []]);
  },
  "infrastructure.perEnvironment": async (account) => {
    await account.given(make.newProject(), make.newEnvironment("int"), make.newEnvironment("pre"));
    await account.given(make.newInfrastructure("inf", "int"), make.newInfrastructure("inf", "pre"));
    await account.given(del(`/ng/api/infrastructures/inf?${inProject}&environmentIdentifier=int`));
    assert.deepEqual(pathsOf(account, "infrastructure"), ["default/shop/pre/inf"]);
  },
  "infrastructure.deploymentType": async (account) => {
    await account.given(make.newProject(), make.newEnvironment("env"));
    const created = await dataOf<{ infrastructure: { deploymentType: string } }>(
      account,
      make.newInfrastructure("inf", "env"),
    );
    assert.equal(created.infrastructure.deploymentType, "Kubernetes");
  },
  "override.generated": async (account) => {
    await account.given(make.newProject(), make.newEnvironment("env"), make.newService("svc"));
    const created = await dataOf(account, post("/ng/api/serviceOverrides", override));
    assert.equal(created.identifier, "env_svc");
    await account.given(put("/ng/api/serviceOverrides", { ...override, yamlInternal: "variables: []" }));
    const read = get(`/ng/api/serviceOverrides/get-with-yaml/env_svc?${inProject}`);
    assert.equal((await dataOf(account, read)).yamlInternal, "variables: []");
    await refused(
      account,
      post("/ng/api/serviceOverrides", { ...override, serviceRef: "" }),
      400,
      /serviceRef/,
    );
  },
  "lint.all": async (account) => {
    await account.given(make.newProject());
    const steps = make.waitStep("or").replace("10s", "soon");
    await refused(
      account,
      make.newPipeline("pl", make.pipelineYaml("pl", steps)),
      400,
      /6:\d+ .*"or" is a word that Harness reserves \(write "or_1" .*\[LINT011\]; 6:\d+ .*"soon" is no duration .*\[LINT040\]/,
    );
  },
  "lint.context": async (account) => {
    await account.given(make.newProject(), make.newTemplate("t", "v1"), make.newPipeline("pl"));
    const inputs = "templateInputs: { spec: { shell: Sh } }";
    const step = make.templateStep("t", "v1").replace('"v1"', `"v1", ${inputs}`);
    await refused(
      account,
      make.newPipeline("p2", make.pipelineYaml("p2", step)),
      400,
      /fixes shell .*LINT026/,
    );
    const given =
      "inputYaml: 'pipeline: { identifier: pl, variables: [{ name: x, type: String, value: y }] }'";
    await refused(
      account,
      make.newTrigger("tr", `${make.triggerYaml("tr")}  ${given}\n`),
      400,
      /no variable "x" .*LINT062/,
    );
  },
  "pipeline.stages": async (account) => {
    await account.given(make.newProject());
    await refused(account, pipelineWith("stages: []"), 400, /stages holds no stage/);
    await refused(account, pipelineWith("tags: {}"), 400, /pipeline has no stages/);
    await refused(account, pipelineWith("stages: [{}]"), 400, /an element of stages holds no stage/);
    const both = `${make.deployment()}\n  template: { templateRef: t }`;
    await refused(account, pipelineWith(both), 400, /stages and template exclude each other/);
  },
  "pipeline.duplicates": async (account) => {
    await account.given(make.newProject());
    const twice = `${make.waitStep("a")}, { parallel: [${make.waitStep("a")}] }`;
    await refused(account, make.newPipeline("pl", make.pipelineYaml("pl", twice)), 400, /two steps/);
    const stage = `{ stage: { name: x, identifier: x, type: Custom, spec: { execution: { steps: [] } } } }`;
    await refused(account, pipelineWith(`stages: [${stage}, { parallel: [${stage}] }]`), 400, /two stages/);
    const group = `{ stepGroup: { name: g, identifier: g, steps: [${make.waitStep("a")}] } }`;
    await account.given(make.newPipeline("pl", make.pipelineYaml("pl", `${make.waitStep("a")}, ${group}`)));
  },
  "pipeline.deployment": async (account) => {
    await account.given(make.newProject());
    const bad: [Parameters<typeof make.deployment>[0], RegExp][] = [
      [{ failure: "" }, /failureStrategies/],
      [{ service: "" }, /has no service/],
      [{ environment: "" }, /has no environment/],
      [
        { environment: "environment: {}, environments: {}" },
        /environment and environments exclude each other/,
      ],
      [{ execution: "" }, /has no execution/],
      [{ execution: "execution: {}" }, /has no steps/],
    ];
    for (const [parts, says] of bad) await refused(account, pipelineWith(make.deployment(parts)), 400, says);
    await account.given(pipelineWith(make.deployment({ failure: "failureStrategies: []" })));
    await account.given(del(`${v1}/pipelines/pl`));
    await account.given(pipelineWith(make.deployment({ failure: "failureStrategies: <+input>" })));
  },
  "pipeline.step": async (account) => {
    await account.given(make.newProject());
    const bad: [string, RegExp][] = [
      ["{ step: { name: S, type: Wait, spec: {} } }", /identifier/],
      ["{ step: { name: S, identifier: s-1, type: Wait, spec: {} } }", /s-1/],
      ["{ step: { identifier: s, type: Wait, spec: {} } }", /has no name/],
      ["{ step: { name: S, identifier: s } }", /has no type/],
      ["{ step: { name: S, identifier: s, type: K8sRollingDeploy } }", /has no spec/],
      ["{ stepGroup: { name: G, identifier: g } }", /has no steps/],
      ["{ steps: [] }", /holds no step/],
    ];
    for (const [step, says] of bad) {
      await refused(account, make.newPipeline("pl", make.pipelineYaml("pl", step)), 400, says);
    }
  },
  "pipeline.cascade": async (account) => {
    await account.given(
      make.newProject(),
      make.newPipeline("pl"),
      make.newInputSet("is"),
      make.newTrigger("tr"),
    );
    await account.given(del(`${v1}/pipelines/pl`));
    assert.deepEqual([pathsOf(account, "inputSet"), pathsOf(account, "trigger")], [[], []]);
  },
  "trigger.rawYaml": async (account) => {
    await account.given(make.newProject(), make.newPipeline("pl"));
    const yaml = make.triggerYaml("tr");
    const created = await dataOf(account, make.newTrigger("tr", yaml));
    assert.deepEqual([created.yaml, created.targetIdentifier, created.enabled], [yaml, "pl", true]);
    await account.given(freeze("POST", "Disabled"));
  },
  "trigger.required": async (account) => {
    await account.given(make.newProject(), make.newPipeline("pl"), make.newPipeline("other"));
    const yaml = make.triggerYaml("tr");
    const without = (line: RegExp) => make.newTrigger("tr", yaml.replace(line, ""));
    await refused(account, without(/ {2}orgIdentifier.*\n/), 400, /orgIdentifier/);
    await refused(account, without(/ {2}pipelineIdentifier.*\n/), 400, /pipelineIdentifier/);
    await refused(account, without(/ {2}source.*\n/), 400, /source/);
    await refused(
      account,
      make.newTrigger("tr", yaml.replace("type: Webhook", "type: WebHok")),
      400,
      /did you mean \\?"Webhook/,
    );
    await account.given(
      make.newTrigger("later", make.triggerYaml("later").replace("type: Webhook", "type: Telegram")),
    );
    await refused(account, make.newTrigger("tr", yaml, "other"), 400, /pipelineIdentifier/);
  },
  "trigger.inputYaml": async (account) => {
    await account.given(make.newProject(), make.newPipeline("pl"));
    await refused(
      account,
      make.newTrigger("tr", `${make.triggerYaml("tr")}  inputYaml: { pipeline: {} }\n`),
      400,
      /text/,
    );
    await account.given(make.newTrigger("tr", `${make.triggerYaml("tr")}  inputYaml: |\n    pipeline: {}\n`));
  },
  "trigger.webhookUrl": async (account) => {
    await account.given(make.newProject(), make.newPipeline("pl"));
    const { webhookUrl } = await dataOf<{ webhookUrl: string }>(account, make.newTrigger("tr"));
    assert.match(webhookUrl, /^https:\/\/.*pipelineIdentifier=pl&triggerIdentifier=tr$/);
    const cron = make
      .triggerYaml("cron")
      .replace(
        /source: .*/,
        "source: { type: Scheduled, spec: { type: Cron, spec: { type: UNIX, expression: 0 2 * * * } } }",
      );
    assert.ok(!("webhookUrl" in (await dataOf(account, make.newTrigger("cron", cron)))));
  },
};
