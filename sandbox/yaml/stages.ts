import type { Json } from "../entity";
import { isObject } from "../fields";
import { invalid } from "../refusal";
import { isExpression } from "./expression";
import { checkInnerIdentity } from "./innerIdentity";
import { checkSteps } from "./steps";

const serviceKeys = ["service", "services", "serviceConfig"];
const environmentKeys = ["environment", "environments", "environmentGroup", "infrastructure"];

/** Checks the stages of a pipeline or of a pipeline template. @throws Refusal 400 at the first mistake. */
export function checkStages(stages: unknown): void {
  if (!Array.isArray(stages) || stages.length === 0)
    throw invalid("pipeline.stages must hold at least one stage");
  const seen = new Set<string>();
  for (const wrapper of stages) checkStageWrapper(wrapper, seen);
}

/** Checks the content of one stage: its type and what the type needs. @throws Refusal 400 at the first mistake. */
export function checkStageContent(stage: Json, where: string): void {
  if (stage.template !== undefined) {
    if (stage.type !== undefined)
      throw invalid(`${where} has both type and template, exactly one is allowed`);
    return;
  }
  if (typeof stage.type !== "string") throw invalid(`${where} has no type`);
  if (stage.type === "Deployment") checkDeployment(stage, where);
  else if (["Approval", "Custom", "CI", "Security", "IACM"].includes(stage.type))
    checkExecution(stage, where);
}

function checkStageWrapper(wrapper: unknown, seen: Set<string>): void {
  if (!isObject(wrapper)) throw invalid("each entry of pipeline.stages must be a map");
  const { stage, parallel } = wrapper;
  if ((stage === undefined) === (parallel === undefined)) {
    throw invalid("each entry of pipeline.stages needs exactly one of stage and parallel");
  }
  if (parallel !== undefined) {
    if (!Array.isArray(parallel) || parallel.length === 0)
      throw invalid("parallel must hold at least one stage");
    for (const inner of parallel) checkStageWrapper(inner, seen);
    return;
  }
  if (!isObject(stage)) throw invalid("stage must be a map");
  const identifier = checkInnerIdentity(stage, "stage");
  if (seen.has(identifier)) throw invalid(`Duplicate identifier: two stages are called [${identifier}]`);
  seen.add(identifier);
  checkStageContent(stage, `stage [${identifier}]`);
}

function checkDeployment(stage: Json, where: string): void {
  const { failureStrategies } = stage;
  if (
    !isExpression(failureStrategies) &&
    (!Array.isArray(failureStrategies) || failureStrategies.length === 0)
  ) {
    throw invalid(`${where} is a Deployment and needs failureStrategies`);
  }
  const spec = stageSpec(stage, where);
  checkOneOf(spec, serviceKeys, where);
  checkOneOf(spec, environmentKeys, where);
  checkExecution(stage, where);
}

function checkOneOf(spec: Json, keys: readonly string[], where: string): void {
  const present = keys.filter((key) => spec[key] !== undefined);
  if (present.length !== 1) {
    throw invalid(
      `${where} needs exactly one of ${keys.join(" | ")}, it has ${present.join(", ") || "none"}`,
    );
  }
}

function checkExecution(stage: Json, where: string): void {
  const spec = stageSpec(stage, where);
  if (isExpression(spec.execution)) return;
  if (!isObject(spec.execution)) throw invalid(`${where} needs spec.execution`);
  const { steps, rollbackSteps } = spec.execution;
  if (!isExpression(steps)) {
    if (!Array.isArray(steps)) throw invalid(`${where} needs spec.execution.steps`);
    checkSteps(steps, where);
  }
  if (Array.isArray(rollbackSteps)) checkSteps(rollbackSteps, where);
}

function stageSpec(stage: Json, where: string): Json {
  if (!isObject(stage.spec)) throw invalid(`${where} needs a spec`);
  return stage.spec;
}
