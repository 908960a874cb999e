import type { Json } from "../entity";
import { isObject } from "../fields";
import { invalid } from "../refusal";
import { checkInnerIdentity } from "./innerIdentity";

/** Step types whose `spec` is required, even empty. The schema has 239 of them; these are the common ones. */
const needsSpec = /^(K8s|Helm).+|^(HarnessApproval|Policy|Verify|ShellScript|Wait|Http|Run)$/;

const wrapperKeys = ["step", "stepGroup", "parallel", "insert"];

/** Checks a list of steps with its groups and parallels. @throws Refusal 400 at the first mistake. */
export function checkSteps(steps: readonly unknown[], where: string): void {
  checkList(steps, where, new Set());
}

/** Checks what a step says of itself: a type and its spec, or a template. @throws Refusal 400 otherwise. */
export function checkStepContent(step: Json, where: string): void {
  if (step.template !== undefined) return;
  if (typeof step.type !== "string" || step.type === "") throw invalid(`${where} has no type`);
  if (needsSpec.test(step.type) && step.spec === undefined)
    throw invalid(`${where} of type ${step.type} needs a spec`);
}

/** Checks what a step group says of itself: steps or a template, not both. @throws Refusal 400 otherwise. */
export function checkStepGroupContent(group: Json, where: string): void {
  if ((group.template === undefined) === (group.steps === undefined)) {
    throw invalid(`${where} needs exactly one of steps and template`);
  }
  if (Array.isArray(group.steps)) checkSteps(group.steps, where);
  if (Array.isArray(group.rollbackSteps)) checkSteps(group.rollbackSteps, where);
}

/** Steps that stand in one list, or in a parallel of it, share one set of identifiers. */
function checkList(steps: readonly unknown[], where: string, seen: Set<string>): void {
  for (const wrapper of steps) {
    if (!isObject(wrapper)) throw invalid(`each step of ${where} must be a map`);
    const present = wrapperKeys.filter((key) => wrapper[key] !== undefined);
    if (present.length !== 1)
      throw invalid(`each step of ${where} needs exactly one of ${wrapperKeys.join(" | ")}`);
    const { step, stepGroup, parallel } = wrapper;
    if (Array.isArray(parallel)) checkList(parallel, where, seen);
    if (isObject(step)) {
      checkStepContent(step, `step [${claim(step, "step", where, seen)}] of ${where}`);
    } else if (isObject(stepGroup)) {
      checkStepGroupContent(
        stepGroup,
        `step group [${claim(stepGroup, "step group", where, seen)}] of ${where}`,
      );
    }
  }
}

function claim(node: Json, what: string, where: string, seen: Set<string>): string {
  const identifier = checkInnerIdentity(node, `${what} of ${where}:`);
  if (seen.has(identifier))
    throw invalid(`Duplicate identifier: two steps of ${where} are called [${identifier}]`);
  seen.add(identifier);
  return identifier;
}
