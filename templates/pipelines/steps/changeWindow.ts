import { policySetNames } from "../../../catalog/names";
import { timeouts } from "../timeouts";
import { step, type StepEntry } from "./step";

/**
 * Refuses to go on outside the change window. The payload names the environment it guards and is written here alone:
 * were it an input, whoever starts the run could open the window.
 */
export function changeWindowStep(environment: {
  readonly identifier: string;
  readonly type: string;
}): StepEntry {
  const payload = JSON.stringify({ environment: environment.identifier, environmentType: environment.type });
  return step(
    { type: "Policy", name: "Change window", identifier: "change_window", timeout: timeouts.policy },
    { policySets: [policySetNames.changeWindow], type: "Custom", policySpec: { payload } },
  );
}
