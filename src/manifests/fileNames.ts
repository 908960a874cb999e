/** Names of the files that a target's folder gets, before anything is built. */
import type { Target } from "./targets";

/** The files of a target beside metadata.json. */
export function fileNamesOf({ service }: Pick<Target, "service">): readonly string[] {
  if (service.target !== "ecs") return ["manifests.yaml", "values.yaml"];
  // A job runs once and is no ECS service.
  return [
    "task-definition.yaml",
    service.archetype === "job" ? "run-task-request.yaml" : "service-definition.yaml",
  ];
}
