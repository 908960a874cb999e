/** What kinds of step there are, and how long they take when nobody says. */

/** Steps that wait for people, or for a ticket. */
export function isApproval(type: string): boolean {
  return type.endsWith("Approval");
}

/** Steps that need the delegate of their stage: all but those that Harness carries out itself. */
export function needsDelegate(type: string): boolean {
  return !isApproval(type) && !["Wait", "Policy", "Verify", "Barrier", "Queue", "Email"].includes(type);
}

/** How a stage deploys, by the types of its steps. */
export function strategyOf(types: readonly string[]): string {
  const has = (part: RegExp) => types.some((type) => part.test(type));
  if (has(/Canary/)) return "canary";
  if (has(/BlueGreen|BG/)) return "blue-green";
  if (has(/Rolling/)) return "rolling";
  return has(/^K8sApply$|RunTask$/) ? "job" : "";
}

/**
 * Nominal minutes of a step. They are made up, of the order that small services show; a scenario can say others. Where a
 * step's timeout is shorter, the step takes as long as the timeout.
 */
export const nominalMinutes: Readonly<Record<string, number>> = {
  K8sRollingDeploy: 3,
  K8sCanaryDeploy: 2,
  K8sCanaryDelete: 1,
  K8sBlueGreenDeploy: 3,
  K8sBGSwapServices: 1,
  K8sBlueGreenStageScaleDown: 1,
  K8sApply: 2,
  K8sRollingRollback: 2,
  EcsRollingDeploy: 5,
  EcsCanaryDeploy: 4,
  EcsCanaryDelete: 2,
  EcsBlueGreenCreateService: 5,
  EcsBlueGreenSwapTargetGroups: 1,
  EcsBlueGreenRollback: 2,
  EcsRollingRollback: 3,
  EcsRunTask: 5,
};

/** Minutes of all types that are not in the table. Policy steps take no time at all. */
export const otherMinutes = 1;

/** Nominal duration of a type, in milliseconds. */
export function nominalDuration(type: string): number {
  return type === "Policy" ? 0 : (nominalMinutes[type] ?? otherMinutes) * 60_000;
}
