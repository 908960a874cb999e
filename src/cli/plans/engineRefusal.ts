/** What the engine says when it is held to a plan, in words of this project. */
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { label } from "../engine/progress";

/** A step that the plan does not have, or has otherwise (pulumi/pkg, resource/deploy: plan.go, step_generator.go). */
const notInPlan = /violates plan|is not allowed by the plan/;

/** A step of the plan that was not reached: of its own after another run, and for every step left after a failure. */
const notReached = /expected resource operations for/;

/** Refused objects are named one by one up to here. */
const named = 10;

/**
 * The problems of an `up` that is held to a plan. A failure of its own stands alone, without the steps it kept from
 * being reached; else the stack is not what it was when the plan was checked: CMD016. Of the engine's words only the
 * object is kept, because they print the values too.
 */
export function withoutPlanNoise(error: CatalogError, stack: string, file: string): CatalogError {
  const own = error.problems.filter(({ message }) => !notInPlan.test(message) && !notReached.test(message));
  const refused = error.problems.filter(({ message }) => notInPlan.test(message));
  const missing = error.problems.filter(({ message }) => notReached.test(message));
  const moved = refused.length > 0 ? refused : own.length > 0 ? [] : missing;
  return new CatalogError([
    ...moved.slice(0, named).map(({ message }) => asMoved(message, stack, file)),
    ...own,
  ]);
}

function asMoved(message: string, stack: string, file: string): Problem {
  return {
    code: "CMD016",
    message: `another run has changed the stack meanwhile: ${objectIn(message)} is not as it was in the plan`,
    hint: `review a new plan: \`harness-catalog plan --stack ${stack} --save ${file}\``,
    place: { file, line: 1, column: 1 },
  };
}

function objectIn(message: string): string {
  const urn = /urn:pulumi:[^\s,]+/.exec(message)?.[0];
  const type = urn?.split("::").at(-2)?.split("$").at(-1);
  return urn === undefined || type === undefined ? "an object" : label(type, urn);
}
