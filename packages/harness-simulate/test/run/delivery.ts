/** What runs of the delivery pipeline of these tests have in common. They start on a Monday at 09:00 UTC. */
import assert from "node:assert/strict";
import type { RunResult } from "../../src/run/model";
import { dryRun, expected, lines, type Words } from "./support";

/** Timeline up to the deployment to pre. */
export const toPre = `
  0s     int_euw1          Success
  0s     int_euw1/rolling  Success
  3m     int_euw2          Success
  3m     int_euw2/rolling  Success
  6m     pre_bake          Success
  6m     pre_bake/bake     Success
  1h 6m  pre_euw1          Success
  1h 6m  pre_euw1/rolling  Success`;

/** The same, and both approvals. */
export const approved = `${toPre}
  1h 9m   prod_approval            Success
  1h 9m   prod_approval/approve_1  Success
  1h 19m  prod_approval/approve_2  Success`;

/** The same, and the change window, open. */
export const inWindow = `${approved}
  1h 29m  prod_window                    Success
  1h 29m  prod_window/change_window      Success
  1h 29m  prod_window/approve_emergency  Skipped
  1h 29m  prod_window/emergency          Skipped`;

/** The first region of production, delivered at once. */
export const euw1 = `
  1h 29m  prod_euw1                   Success
  1h 29m  prod_euw1/canary_10.canary  Success
  1h 31m  prod_euw1/canary_10.verify  Success
  1h 36m  prod_euw1/canary_50.canary  Success
  1h 38m  prod_euw1/canary_50.verify  Success
  1h 48m  prod_euw1/canary_delete     Success
  1h 49m  prod_euw1/rolling           Success`;

/** Friday 9 January 2026, 13:31 UTC: the window is asked at 15:00, an hour after it closed. */
export const fridayAfternoon = { start: Date.UTC(2026, 0, 9, 13, 31) };

/** Runs the pipeline and compares its whole timeline. */
export function check(words: Words, timeline: string, outcome: RunResult["outcome"]): RunResult {
  const result = dryRun("payment", words);
  assert.deepEqual(lines(result), expected(timeline));
  assert.equal(result.outcome, outcome);
  return result;
}

/** What runs on each infrastructure in the end. */
export const states = (result: RunResult) =>
  result.deployed.map(({ infrastructure, state, version }) =>
    [infrastructure, state, version].join(" ").trim(),
  );

/** What happened at an approval step. */
export const approvalAt = (result: RunResult, step: string) =>
  result.timeline.find((entry) => entry.step === step)!.approval!;
