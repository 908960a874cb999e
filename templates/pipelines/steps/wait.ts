import { runtimeInput } from "../expression";
import type { StepEntry } from "./step";

/**
 * Lets time pass without anybody's click; the duration is given by the pipeline. A Wait step is the one kind
 * of step that Harness knows no `timeout` for: its duration is its end.
 */
export const bakeWait: StepEntry = {
  step: { type: "Wait", name: "Bake", identifier: "bake", spec: { duration: runtimeInput } },
};
