/** Which template deploys which kind of workload. A new archetype, target or strategy is a row here. */
import type { Archetype, Strategy, Target } from "../schema/common";

const byStrategy: Readonly<Record<Target, Readonly<Record<Strategy, string>>>> = {
  kubernetes: {
    rolling: "deploy_kubernetes",
    canary: "deploy_kubernetes_canary",
    "blue-green": "deploy_kubernetes_blue_green",
  },
  ecs: { rolling: "deploy_ecs", canary: "deploy_ecs_canary", "blue-green": "deploy_ecs_blue_green" },
};

const jobs: Readonly<Record<Target, string>> = { kubernetes: "deploy_kubernetes_job", ecs: "deploy_ecs_job" };

/** The template that deploys a workload; a job has no strategy, it runs once. */
export function deployTemplate(target: Target, archetype: Archetype, strategy: Strategy): string {
  return archetype === "job" ? jobs[target] : byStrategy[target][strategy];
}

/** All templates that deploy to a target. */
export function deployTemplates(target: Target): string[] {
  return [...Object.values(byStrategy[target]), jobs[target]];
}
