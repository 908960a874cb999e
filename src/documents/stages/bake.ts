import type { Yaml } from "../yaml";
import { linkedStage, type StageHead, type TemplateLink } from "./link";

/** The stage that waits before the next environment. @param duration Harness duration such as `1h` */
export function bakeStage(link: TemplateLink, head: StageHead, duration: string): Yaml {
  return linkedStage(link, head, {
    type: "Custom",
    spec: { execution: { steps: [{ step: { identifier: "bake", type: "Wait", spec: { duration } } }] } },
  });
}
