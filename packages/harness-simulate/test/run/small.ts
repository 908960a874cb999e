/** Small pipelines, built in the test. */
import assert from "node:assert/strict";
import type { RunResult } from "../../src/run/model";
import { simulateRun } from "../../src/run/simulate";
import type { Surroundings } from "../../src/run/surroundings";
import { expected, lines, scenario, world, type Words } from "./support";

/** A step of ten minutes at most. */
export const step = (identifier: string, type: string, more: object = {}) => ({
  step: { identifier, name: identifier, type, timeout: "10m", spec: {}, ...more },
});
/** A Wait step. */
export const wait = (identifier: string, duration: string, more: object = {}) =>
  step(identifier, "Wait", { spec: { duration }, ...more });
/** A step group. */
export const group = (identifier: string, steps: object[], more: object = {}) => ({
  stepGroup: { identifier, name: identifier, steps, ...more },
});
/** A custom stage. */
export const stage = (
  identifier: string,
  steps: object[],
  more: object = {},
  rollbackSteps: object[] = [],
) => ({
  stage: {
    identifier,
    name: identifier,
    type: "Custom",
    spec: { execution: { steps, rollbackSteps } },
    ...more,
  },
});
/** A failure strategy of one error. */
export const on = (error: string, type: string, spec: object = {}) => ({
  failureStrategies: [{ onFailure: { errors: [error], action: { type, spec } } }],
});

/** Runs stages as a pipeline. */
export function run(stages: object[], words: Words = {}, parts: Partial<Surroundings> = {}): RunResult {
  const pipeline = {
    identifier: "p",
    name: "p",
    variables: [
      { name: "imageTag", type: "String", value: "<+input>" },
      { name: "loud", type: "String", value: "<+input>.default(no)" },
    ],
    stages,
  };
  return simulateRun(pipeline, world(parts), scenario(words));
}

/** Runs stages and compares the whole timeline. */
export function check(
  stages: object[],
  words: Words,
  timeline: string,
  outcome: RunResult["outcome"],
): RunResult {
  const result = run(stages, words);
  assert.deepEqual(lines(result), expected(timeline));
  assert.equal(result.outcome, outcome);
  return result;
}

/** A stage that comes after. */
export const next = stage("next", [wait("w", "1m")]);
