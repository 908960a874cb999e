import { rollingDeploy, rollingRollback } from "../steps/kubernetes";
import { deploymentStage } from "./deployment";
import type { StageTemplate } from "./template";

/** Deploys long-running workloads and CronJobs by a rolling update. */
export const deployKubernetes: StageTemplate = {
  identifier: "deploy_kubernetes",
  name: "Deploy to Kubernetes",
  description: "Rolling deployment to one cluster, rolled back on any error",
  versions: [{ label: "1.0.0", stage: deploymentStage("Kubernetes", [rollingDeploy], [rollingRollback]) }],
  stable: "1.0.0",
};
