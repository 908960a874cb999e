import { ecsRollingDeploy, ecsRollingRollback } from "../steps/ecs";
import { deploymentStage } from "./deployment";
import type { StageTemplate } from "./template";

/** Deploys to an Amazon ECS cluster by a rolling update. */
export const deployEcs: StageTemplate = {
  identifier: "deploy_ecs",
  name: "Deploy to ECS",
  description: "Rolling deployment to one ECS cluster, rolled back on any error",
  versions: [{ label: "1.0.0", stage: deploymentStage("ECS", [ecsRollingDeploy], [ecsRollingRollback]) }],
  stable: "1.0.0",
};
