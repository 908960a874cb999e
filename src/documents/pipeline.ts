/** The delivery pipeline of one service (C-04). */
import { entityHead, type Entity } from "./entity";
import { emergencyVariable, imageTagVariable } from "./imageTag";
import { renderYaml, type Yaml } from "./yaml";

/** What a pipeline consists of beside its identity. */
export interface PipelineContent {
  /** In the order they run. */
  readonly stages: readonly Yaml[];
  readonly notificationRules: readonly Yaml[];
  /** Whether a stage checks the change window, which an emergency may pass. */
  readonly emergency: boolean;
}

/**
 * The pipeline document. Its image tag is the only required input, and it goes unchanged through all stages.
 * `allowStageExecutions: false`: nobody can start at production and skip what stands before it.
 */
export function renderPipeline(
  entity: Entity,
  { stages, notificationRules, emergency }: PipelineContent,
): string {
  return renderYaml("pipeline", {
    ...entityHead(entity),
    allowStageExecutions: false,
    variables: [imageTagVariable, ...(emergency ? [emergencyVariable] : [])],
    stages,
    notificationRules: notificationRules.length === 0 ? undefined : notificationRules,
  });
}
