/** The document of a template version, as Harness's template API takes it. */
import { entityHead, type ProjectScope, type Tags } from "./entity";
import { renderYaml, type YamlMap } from "./yaml";

/** One version of a template without the place it lives in. */
export interface TemplateContent {
  readonly identifier: string;
  readonly name: string;
  readonly description: string;
  readonly label: string;
  readonly type: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Puts a version of the library into a project. */
export function renderTemplate(
  { identifier, name, description, label, type, spec }: TemplateContent,
  { scope, tags }: { readonly scope: ProjectScope; readonly tags: Tags },
): string {
  return renderYaml("template", {
    ...entityHead({ scope, identifier, name, description, tags }),
    versionLabel: label,
    type,
    spec: spec as YamlMap,
  });
}
