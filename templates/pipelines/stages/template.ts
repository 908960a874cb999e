/** Versioned stage templates: pipelines refer to a version and pass a few inputs, they copy nothing. */
import { entityHead, type Entity, type ProjectScope, type Tags } from "../entity";
import { renderYaml, type Yaml, type YamlMap } from "../yaml";

/** One version of a template. A change of its inputs needs a new one; the old one stays while pipelines use it. */
export interface TemplateVersion {
  readonly label: string;
  /** The stage without identifier and name, which belong to the pipeline. */
  readonly stage: YamlMap;
}

/** A template with all versions that pipelines may still refer to. */
export interface StageTemplate {
  readonly identifier: string;
  readonly name: string;
  readonly description: string;
  readonly versions: readonly [TemplateVersion, ...TemplateVersion[]];
  /** Label of the version new pipelines refer to. */
  readonly stable: string;
}

/** The document of one version, as Harness's template API takes it. */
export function renderTemplate(
  template: StageTemplate,
  version: TemplateVersion,
  { scope, tags }: { readonly scope: ProjectScope; readonly tags: Tags },
): string {
  const { identifier, name, description } = template;
  const head: Entity = { scope, identifier, name, description, tags };
  return renderYaml("template", {
    ...entityHead(head),
    versionLabel: version.label,
    type: "Stage",
    spec: version.stage,
  });
}

/** Identity of a stage inside its pipeline. */
export interface StageHead {
  readonly identifier: string;
  readonly name: string;
}

/** A stage of a pipeline that is the stable version of a template with its inputs. */
export function stageFrom(template: StageTemplate, head: StageHead, inputs: YamlMap): Yaml {
  return {
    stage: {
      name: head.name,
      identifier: head.identifier,
      template: { templateRef: template.identifier, versionLabel: template.stable, templateInputs: inputs },
    },
  };
}
