/** Named inputs that CI or a person starts a pipeline with. */
import { entityHead, type Entity } from "./entity";
import { imageTagInput } from "./imageTag";
import { renderYaml } from "./yaml";

/** What an input set gives to which pipeline. */
export interface InputSetContent {
  /** Identifier of the pipeline. */
  readonly pipeline: string;
  /** Image tag; undefined leaves it to whoever starts the run. */
  readonly imageTag: string | undefined;
}

/** The input set document. */
export function renderInputSet(entity: Entity, { pipeline, imageTag }: InputSetContent): string {
  return renderYaml("inputSet", {
    ...entityHead(entity),
    pipeline: { identifier: pipeline, variables: [imageTagInput(imageTag)] },
  });
}
