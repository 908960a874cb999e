/** Stages of a pipeline that are a version of a template with its inputs: pipelines copy nothing. */
import type { Yaml, YamlMap } from "../yaml";

/** A version of a template. */
export interface TemplateLink {
  readonly templateRef: string;
  readonly versionLabel: string;
}

/** Identity of a stage inside its pipeline. */
export interface StageHead {
  readonly identifier: string;
  readonly name: string;
}

/** A stage that is a version of a template. */
export function linkedStage(
  link: TemplateLink,
  { name, identifier }: StageHead,
  templateInputs: YamlMap,
): Yaml {
  const { templateRef, versionLabel } = link;
  return { stage: { name, identifier, template: { templateRef, versionLabel, templateInputs } } };
}

/** Stage variables as inputs of a template; those that are undefined are left out. */
export function stageVariables(values: Readonly<Record<string, string | undefined>>): Yaml {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, type: "String", value: value! }));
}
