import { specs } from "../../sdk/spec";
import { rest } from "./rest";
import { scopePath } from "./scope";
import { tagList, tagMap } from "./tags";

/**
 * Writes answer with the identifier alone, and the list has everything but the YAML, so a refresh compares change
 * marks and reads only what changed.
 */
export const pipeline = rest(specs.pipeline, {
  style: "v1",
  collection: (inputs) => `${scopePath(inputs)}/pipelines`,
  query: () => ({}),
  toBody: (inputs) => ({ ...content(inputs), git_details: { store_type: "INLINE" } }),
  toUpdateBody: (inputs) => content(inputs),
  silentWrites: true,
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    name: entity["name"],
    description: entity["description"],
    tags: tagList(entity["tags"]),
    yaml: entity["pipeline_yaml"],
    templateAppliedPipelineYaml: entity["template_applied_pipeline_yaml"],
  }),
  list: {
    style: "v1",
    path: (inputs) => `${scopePath(inputs)}/pipelines`,
    page: ["page", "limit"],
    times: (entity) => ({ created: Number(entity["created"]), updated: Number(entity["updated"]) }),
    agrees: (entity, { name }) => entity["name"] === name,
  },
});

interface Content {
  readonly identifier: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly yaml?: string | undefined;
}

function content({ identifier, name, description, tags, yaml }: Content) {
  return {
    pipeline_yaml: yaml,
    identifier,
    name,
    description,
    ...(tags === undefined ? {} : { tags: tagMap(tags) }),
  };
}
