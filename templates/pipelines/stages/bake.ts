import { bakeWait } from "../steps/wait";
import type { Yaml } from "../yaml";
import { stageFrom, type StageHead, type StageTemplate } from "./template";

/** Lets a version prove itself in the environment before, for a fixed time and without anybody's click (C-16). */
export const bake: StageTemplate = {
  identifier: "bake",
  name: "Bake",
  description: "Waits before the next environment",
  versions: [
    {
      label: "1.0.0",
      stage: {
        type: "Custom",
        spec: { execution: { steps: [bakeWait] } },
        when: { pipelineStatus: "Success" },
      },
    },
  ],
  stable: "1.0.0",
};

/** The stage of a pipeline that waits. @param duration Harness duration such as `1h` */
export function bakeStage(head: StageHead, duration: string): Yaml {
  return stageFrom(bake, head, {
    type: "Custom",
    spec: { execution: { steps: [{ step: { identifier: "bake", type: "Wait", spec: { duration } } }] } },
  });
}
