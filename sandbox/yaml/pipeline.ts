import { checkName } from "../identifiers";
import { invalid } from "../refusal";
import type { Scope } from "../scope";
import { checkAgrees, readDocument } from "./document";
import { checkStages } from "./stages";

/** What the request says of a pipeline beside its YAML. */
export interface PipelineIdentity {
  readonly identifier: string;
  readonly name: string;
  readonly scope: Scope;
}

/**
 * Checks the YAML of a pipeline against the request and the rules Harness saves by.
 * @returns what stands under `pipeline`.
 * @throws Refusal 400 at the first mistake.
 */
export function checkPipelineYaml(source: string, identity: PipelineIdentity): Record<string, unknown> {
  const pipeline = readDocument(source, "pipeline", "pipeline");
  const { org, project } = identity.scope;
  checkAgrees(
    pipeline,
    {
      identifier: identity.identifier,
      orgIdentifier: org,
      projectIdentifier: project,
      name: identity.name,
    },
    "Pipeline",
    ["identifier", "orgIdentifier", "projectIdentifier", "name"],
  );
  checkName(pipeline.name, "Pipeline");
  if (pipeline.template === undefined) checkStages(pipeline.stages);
  else if (pipeline.stages !== undefined)
    throw invalid("a pipeline has either stages or a template, not both");
  return pipeline;
}

/** Top-level stages of a pipeline, by name, as the list of pipelines shows them. */
export function stageNames(pipeline: Record<string, unknown>): string[] {
  const names: string[] = [];
  collectNames(pipeline.stages, names);
  return names;
}

function collectNames(stages: unknown, names: string[]): void {
  if (!Array.isArray(stages)) return;
  for (const wrapper of stages as { stage?: { name?: unknown }; parallel?: unknown }[]) {
    if (typeof wrapper.stage?.name === "string") names.push(wrapper.stage.name);
    collectNames(wrapper.parallel, names);
  }
}
