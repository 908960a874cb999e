/** Kubernetes steps. Rolling handles every workload but Jobs; Apply is for Jobs. */
import { infrastructureName } from "../expression";
import { timeouts } from "../timeouts";
import { step, type StepEntry } from "./step";

/**
 * Deploys all manifests of the service and waits until they are ready.
 * Pruning deletes what is no longer in Git, so that what runs is what Git says.
 */
export const rollingDeploy: StepEntry = step(
  { type: "K8sRollingDeploy", name: "Rolling", identifier: "rolling", timeout: timeouts.rolling },
  { skipDryRun: false, pruningEnabled: true },
);

/** Goes back to the release before. */
export const rollingRollback: StepEntry = step(
  { type: "K8sRollingRollback", name: "Rollback", identifier: "rollback", timeout: timeouts.rollback },
  { pruningEnabled: true },
);

/**
 * Applies the manifests of the region and waits for the Job to complete. There is no release to go back to.
 * The path goes on from the folder that the service names, which is that of the environment: Harness wants a folder
 * and a file here (developer.harness.io, "Kubernetes Apply step").
 */
export const applyManifests: StepEntry = step(
  { type: "K8sApply", name: "Apply", identifier: "apply", timeout: timeouts.apply },
  { filePaths: [`${infrastructureName}/manifests.yaml`], skipDryRun: false, skipSteadyStateCheck: false },
);
