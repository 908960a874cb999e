/** A delivery pipeline with all templates in their place, and what is looked at in it. */
import assert from "node:assert/strict";
import type { Archetype } from "../../src/catalog/schema/common";
import {
  catalogOf,
  documentOf,
  expandedPipeline,
  objectOf,
  planOf,
  smallPlatform,
  type Json,
} from "./support";

const changeWindow = { open: { Monday: { from: "10:00", to: "16:00" } } };

export interface Expected {
  readonly order: readonly string[];
  readonly suffix: string;
  readonly steps: { readonly forward: readonly string[]; readonly back: readonly string[] };
  readonly paths: (label: string, region: string) => string[];
}

export interface Subject {
  readonly stages: readonly Json[];
  readonly service: Json;
  readonly names: (kind: "environment" | "infrastructure", identifier: string) => string;
}

export function pipelineOf({ strategy, ...entry }: Json): Subject {
  const environments = entry["environments"] as string[];
  const arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
  const loadBalancer = {
    loadBalancer: "web",
    prodListener: `${arn}:listener/app/web/1/2`,
    prodListenerRuleArn: `${arn}:listener-rule/app/web/1/2/3`,
    stageListener: `${arn}:listener/app/web/1/4`,
    stageListenerRuleArn: `${arn}:listener-rule/app/web/1/4/5`,
  };
  const service = {
    name: "svc",
    ...entry,
    ...(strategy === undefined
      ? {}
      : { strategy: Object.fromEntries(environments.map((key) => [key, strategy])) }),
    loadBalancers: Object.fromEntries(
      ["test-west-ecs", "test-east-ecs", "live-west-ecs", "live-east-ecs"].map((key) => [key, loadBalancer]),
    ),
  };
  const plan = planOf(catalogOf(smallPlatform({ changeWindow }), [service]));
  const pipeline = expandedPipeline(plan, "svc");
  return {
    stages: (pipeline["stages"] as { stage: Json }[]).map(({ stage }) => stage),
    service: documentOf(objectOf(plan, "service", "svc")),
    names: (kind, identifier) => documentOf(objectOf(plan, kind, identifier))["name"] as string,
  };
}

/** Each region once and in order, the right files, delegate, gates, steps and way back. */
export function check(subject: Subject, expected: Expected): void {
  const found = deployments(subject);
  assert.deepEqual(
    found.map(({ environment, infrastructure }) => [environment, infrastructure]),
    expected.order.map((place) => {
      const [environment, region] = place.split(" ");
      return [environment, `${environment}_${region}_${expected.suffix}`];
    }),
  );
  for (const [index, deployment] of found.entries()) {
    const [label, region] = expected.order[index]!.split(" ") as [string, string];
    assert.deepEqual(deployment.forward, expected.steps.forward);
    assert.deepEqual(deployment.back, expected.steps.back);
    assert.ok(deployment.rollsBack, "every error rolls the stage back");
    assert.deepEqual(deployment.selectors, [`${label}-${region}`]);
    assert.deepEqual(filesOf(subject, deployment), expected.paths(label, region));
    if (label === "live") assertGuarded(subject.stages, deployment.position);
    else assert.equal(gatesBefore(subject.stages, deployment.position).approvals.length, 0);
  }
  assert.doesNotMatch(JSON.stringify(subject.stages), /<\+input>/, "nothing is left open");
}

/** Two approvals of different groups, then the window, then production. */
function assertGuarded(stages: readonly Json[], position: number): void {
  const { approvals, windows } = gatesBefore(stages, position);
  assert.deepEqual(
    approvals.map(({ approvers }) => approvers),
    [["account.shop"], ["account.ops"]],
  );
  for (const { step } of approvals) assert.equal(step["timeout"], "7d");
  assert.equal(windows, 1);
}

function gatesBefore(stages: readonly Json[], position: number) {
  const before = stages.slice(0, position).map((stage, at) => ({ stage, at }));
  const gates = before.filter(({ stage }) => stage["type"] === "Approval");
  const approvals = gates
    .filter(({ stage }) => String(stage["identifier"]).endsWith("_approval"))
    .flatMap(({ stage }) => flatSteps(stage, "steps"))
    .map((step) => ({ step, approvers: at(step, "spec", "approvers", "userGroups") }));
  const window = gates.filter(({ stage }) => String(stage["identifier"]).endsWith("_window"));
  // right before: nothing but production deployments of the same environment stands between
  const deployed = before
    .filter(({ at: index }) => index > (window.at(-1)?.at ?? -1))
    .map(({ stage }) => at(stage, "spec", "environment", "environmentRef"));
  assert.ok(window.length === 0 || deployed.every((environment) => environment === "live"));
  return { approvals, windows: window.length };
}

export function deployments({ stages }: Subject) {
  return stages.flatMap((stage, position) => {
    if (stage["type"] !== "Deployment") return [];
    const [infrastructure, ...others] = at(stage, "spec", "environment", "infrastructureDefinitions") as {
      identifier: string;
    }[];
    assert.equal(others.length, 0);
    assert.equal(at(stage, "spec", "environment", "deployToAll"), false);
    const strategies = stage["failureStrategies"] as { onFailure: { errors: string[]; action: Json } }[];
    return [
      {
        position,
        environment: at(stage, "spec", "environment", "environmentRef") as string,
        infrastructure: infrastructure!.identifier,
        selectors: stage["delegateSelectors"],
        forward: flatSteps(stage, "steps").map((step) => described(step, stage)),
        back: flatSteps(stage, "rollbackSteps").map((step) => described(step, stage)),
        steps: flatSteps(stage, "steps"),
        rollsBack: strategies.some(
          ({ onFailure }) =>
            onFailure.errors.includes("AllErrors") && onFailure.action["type"] === "StageRollback",
        ),
      },
    ];
  });
}

function flatSteps(stage: Json, key: "steps" | "rollbackSteps"): Json[] {
  const list = (entries: unknown): Json[] =>
    (entries as { step?: Json; stepGroup?: Json }[]).flatMap(({ step, stepGroup }) =>
      step === undefined ? list(stepGroup!["steps"]) : [step],
    );
  const found = list(at(stage, "spec", "execution", key));
  for (const step of found) assert.ok(step["timeout"] !== undefined || step["type"] === "Wait");
  return found;
}

function described(step: Json, stage: Json): string {
  const type = String(step["type"]);
  if (type === "K8sCanaryDeploy")
    return `${type} ${String(at(step, "spec", "instanceSelection", "spec", "percentage"))}`;
  if (type !== "Verify") return type;
  const variables = stage["variables"] as { name: string; value: string }[];
  const duration = /^<\+stage\.variables\.(\w+)>$/.exec(String(at(step, "spec", "spec", "duration")))?.[1];
  const { value } = variables.find(({ name }) => name === duration)!;
  return `${type} ${String(at(step, "spec", "type"))} ${value}`;
}

/** Every file the deployment reads, with the expressions as Harness resolves them in its stage. */
export function filesOf(
  { service, names }: Subject,
  deployment: ReturnType<typeof deployments>[number],
): string[] {
  const resolve = (path: string) =>
    path
      .replaceAll("<+env.name>", names("environment", deployment.environment))
      .replaceAll("<+infra.name>", names("infrastructure", deployment.infrastructure));
  const manifests = at(service, "serviceDefinition", "spec", "manifests") as { manifest: Json }[];
  const ofService = manifests.flatMap(({ manifest }) => [
    ...(at(manifest, "spec", "store", "spec", "paths") as string[]),
    ...((at(manifest, "spec", "valuesPaths") as string[] | undefined) ?? []),
  ]);
  const ofSteps = deployment.steps.flatMap((step) => [
    ...((at(step, "spec", "filePaths") as string[] | undefined) ?? []),
    ...["taskDefinition", "runTaskRequestDefinition"].flatMap(
      (key) => (at(step, "spec", key, "spec", "paths") as string[] | undefined) ?? [],
    ),
  ]);
  return [...ofService, ...ofSteps].map(resolve);
}

export function pathsOf(target: string, archetype: Archetype): Expected["paths"] {
  const folder = (label: string, region: string) => `generated/svc/${label}/${region}`;
  const files =
    (...names: string[]): Expected["paths"] =>
    (label, region) =>
      names.map((name) => `${folder(label, region)}/${name}`);
  if (target === "kubernetes" && archetype !== "job") return files("manifests.yaml", "values.yaml");
  if (target === "kubernetes")
    return (label, region) => [
      `generated/svc/${label}`,
      `${folder(label, region)}/values.yaml`,
      `${region}/manifests.yaml`,
    ];
  if (archetype !== "job") return files("task-definition.yaml", "service-definition.yaml");
  return files("task-definition.yaml", "task-definition.yaml", "run-task-request.yaml");
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value);
}
