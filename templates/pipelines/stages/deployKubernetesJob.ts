import { applyManifests } from "../steps/kubernetes";
import { deploymentStage } from "./deployment";
import type { StageTemplate } from "./template";

/**
 * Runs a Kubernetes Job. Harness's Rolling step does not handle Jobs, its Apply step does (developer.harness.io,
 * "Kubernetes Apply step"). A Job that failed has nothing to roll back.
 */
export const deployKubernetesJob: StageTemplate = {
  identifier: "deploy_kubernetes_job",
  name: "Run a Kubernetes Job",
  description: "Applies a Job to one cluster and waits until it completes",
  versions: [{ label: "1.0.0", stage: deploymentStage("Kubernetes", [applyManifests], []) }],
  stable: "1.0.0",
};
