/** Amazon ECS steps. */
import { timeouts } from "../timeouts";
import { step, type StepEntry } from "./step";

/** Registers the task definition and rolls the ECS service over to it. */
export const ecsRollingDeploy: StepEntry = step(
  { type: "EcsRollingDeploy", name: "Rolling", identifier: "rolling", timeout: timeouts.ecs },
  { sameAsAlreadyRunningInstances: false, forceNewDeployment: false },
);

/** Goes back to the task definition before. */
export const ecsRollingRollback: StepEntry = step({
  type: "EcsRollingRollback",
  name: "Rollback",
  identifier: "rollback",
  timeout: timeouts.ecs,
});
