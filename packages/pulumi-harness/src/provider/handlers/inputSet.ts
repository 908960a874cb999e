import { specs } from "../../sdk/spec";
import { rest } from "./rest";
import { scopePath } from "./scope";
import { tagList, tagMap } from "./tags";

const ofPipeline = ({ pipelineId }: { pipelineId: string }) => ({ pipeline: pipelineId });

/** The list is that of one pipeline and carries the YAML, so a refresh makes one list call per pipeline. */
export const inputSet = rest(specs.inputSet, {
  style: "v1",
  collection: (inputs) => `${scopePath(inputs)}/input-sets`,
  query: ofPipeline,
  toBody: ({ identifier, name, description, tags, yaml }) => ({
    input_set_yaml: yaml,
    identifier,
    name,
    description,
    ...(tags === undefined ? {} : { tags: tagMap(tags) }),
  }),
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    name: entity["name"],
    orgId: entity["org"],
    projectId: entity["project"],
    description: entity["description"],
    tags: tagList(entity["tags"]),
    yaml: entity["input_set_yaml"],
  }),
  list: {
    style: "v1",
    path: (inputs) => `${scopePath(inputs)}/input-sets`,
    query: ofPipeline,
    page: ["page", "limit"],
    serves: (entity) => typeof entity["input_set_yaml"] === "string",
  },
});
