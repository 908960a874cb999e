import type { Account } from "../account";
import { readLinted } from "../lint/refuse";
import type { Json } from "../entity";
import type { Subject } from "harness-lint";
import type { Scope } from "../scope";
import { checkAgrees } from "./document";

/** What the request says of a pipeline beside its YAML. */
export interface PipelineIdentity {
  readonly identifier: string;
  readonly name: string;
  readonly scope: Scope;
}

/**
 * Checks the YAML of a pipeline by the lint and against the request.
 * @returns the document.
 * @throws Refusal 400 with what is wrong.
 */
export function checkPipelineYaml(
  account: Account,
  source: string,
  { identifier, name, scope }: PipelineIdentity,
): Subject {
  const pipeline = readLinted(account, "pipeline", source, scope);
  const expected = { identifier, orgIdentifier: scope.org, projectIdentifier: scope.project, name };
  checkAgrees(pipeline.root, expected, "Pipeline");
  return pipeline;
}

/** Top-level stages of a pipeline, by name, as the list of pipelines shows them. */
export function stageNames(pipeline: Json): string[] {
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
