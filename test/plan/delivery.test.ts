/**
 * Archetype × target × strategy × environments × regions: what the pipeline of a service does, looked at with all
 * templates in their place. What is expected stands here by hand.
 */
import assert from "node:assert/strict";
import {
  archetypes,
  strategies,
  targets,
  type Archetype,
  type Strategy,
} from "../../src/catalog/schema/common";
import { check, deployments, pathsOf, pipelineOf } from "./deliveryChecks";

/** Types of forward and rollback steps, in order, by target and strategy; jobs have no strategy. */
const steps: Readonly<Record<string, { forward: string[]; back: string[] }>> = {
  "kubernetes rolling": { forward: ["K8sRollingDeploy"], back: ["K8sRollingRollback"] },
  "kubernetes canary": {
    forward: [
      "K8sCanaryDeploy 10",
      "Verify Canary 5m",
      "K8sCanaryDeploy 50",
      "Verify Canary 10m",
      "K8sCanaryDelete",
      "K8sRollingDeploy",
    ],
    back: ["K8sCanaryDelete", "K8sRollingRollback"],
  },
  "kubernetes blue-green": {
    forward: ["K8sBlueGreenDeploy", "Verify Bluegreen 5m", "K8sBGSwapServices", "K8sBlueGreenStageScaleDown"],
    back: ["K8sBGSwapServices"],
  },
  "kubernetes job": { forward: ["K8sApply"], back: [] },
  "ecs rolling": { forward: ["EcsRollingDeploy"], back: ["EcsRollingRollback"] },
  "ecs canary": {
    forward: ["EcsCanaryDeploy", "Verify Canary 5m", "EcsCanaryDelete", "EcsRollingDeploy"],
    back: ["EcsCanaryDelete", "EcsRollingRollback"],
  },
  "ecs blue-green": {
    forward: ["EcsBlueGreenCreateService", "Verify Bluegreen 5m", "EcsBlueGreenSwapTargetGroups"],
    back: ["EcsBlueGreenRollback"],
  },
  "ecs job": { forward: ["EcsRunTask"], back: [] },
};

const places = [
  { environments: ["test"], regions: ["west"], order: ["test west"] },
  { environments: ["test"], regions: ["east", "west"], order: ["test west", "test east"] },
  { environments: ["live"], regions: ["west"], order: ["live west"] },
  {
    environments: ["live", "test"],
    regions: ["east", "west"],
    order: ["test west", "test east", "live west", "live east"],
  },
  { environments: ["test", "live"], regions: ["east"], order: ["test east", "live east"] },
];

const allowed = (archetype: Archetype): readonly Strategy[] => {
  if (archetype === "job" || archetype === "scheduler") return ["rolling"];
  return archetype === "listener" ? ["rolling", "canary"] : strategies;
};

describe("delivery of every kind of workload", () => {
  for (const target of targets) {
    for (const archetype of archetypes) {
      for (const strategy of allowed(archetype)) {
        for (const place of places) {
          const where = `${place.environments.join("+")} × ${place.regions.join("+")}`;
          it(`${archetype} on ${target}, ${strategy}, in ${where}`, () => {
            const kind = archetype === "job" ? "job" : strategy;
            const { environments, regions } = place;
            check(pipelineOf({ target, archetype, strategy, environments, regions }), {
              order: place.order,
              suffix: target === "kubernetes" ? "k8s" : "ecs",
              steps: steps[`${target} ${kind}`]!,
              paths: pathsOf(target, archetype),
            });
          });
        }
      }
    }
  }

  it("is a canary in production and rolling elsewhere where the service says nothing", () => {
    const pipeline = pipelineOf({ archetype: "api", environments: ["test", "live"], regions: ["west"] });
    assert.deepEqual(
      deployments(pipeline).map(({ forward }) => forward),
      [steps["kubernetes rolling"]!.forward, steps["kubernetes canary"]!.forward],
    );
    const scheduler = pipelineOf({ archetype: "scheduler", environments: ["live"], regions: ["west"] });
    assert.deepEqual(
      deployments(scheduler).map(({ forward }) => forward),
      [steps["kubernetes rolling"]!.forward],
    );
  });
});
