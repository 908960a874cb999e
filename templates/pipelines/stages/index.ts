/** Which template deploys which kind of workload. A new archetype or target is a row here. */
import type { Archetype, Target } from "../../../catalog/model";
import { deployEcs } from "./deployEcs";
import { deployKubernetes } from "./deployKubernetes";
import { deployKubernetesJob } from "./deployKubernetesJob";
import type { StageTemplate } from "./template";

export { approvalStage, approvalTemplate, type ApprovalGate, type ApprovalSubject } from "./approval";
export { bake, bakeStage } from "./bake";
export { deployStage, type Deployment } from "./deployment";
export { renderTemplate, type StageTemplate, type TemplateVersion } from "./template";

const byTarget: Readonly<Record<Target, Readonly<Record<Archetype, StageTemplate>>>> = {
  kubernetes: {
    api: deployKubernetes,
    listener: deployKubernetes,
    streaming: deployKubernetes,
    scheduler: deployKubernetes,
    job: deployKubernetesJob,
  },
  ecs: { api: deployEcs, listener: deployEcs, streaming: deployEcs, scheduler: deployEcs, job: deployEcs },
};

/** The template that deploys a workload of an archetype to a target. */
export function deployTemplate(target: Target, archetype: Archetype): StageTemplate {
  return byTarget[target][archetype];
}

/** All templates that deploy to a target, each once. */
export function deployTemplates(target: Target): StageTemplate[] {
  return [...new Set(Object.values(byTarget[target]))];
}
