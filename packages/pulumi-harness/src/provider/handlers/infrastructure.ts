import { specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeBody, scopeQuery, type Scoped } from "./scope";
import { tagList, tagMap } from "./tags";

const inside = (value: Json) => value["infrastructure"] as Json | undefined;
const inEnvironment = (inputs: Scoped & { envId: string }) => ({
  ...scopeQuery(inputs),
  environmentIdentifier: inputs.envId,
});

/** The list is that of one environment, so a refresh makes one list call per environment. */
export const infrastructure = rest(specs.infrastructure, {
  style: "ng",
  collection: () => "/ng/api/infrastructures",
  query: inEnvironment,
  // Writes carry the scope in the body
  writeQuery: () => ({}),
  updateAtCollection: true,
  deleteQuery: ({ forceDelete }) => (forceDelete === true ? { forceDelete } : {}),
  toBody: (inputs) => ({
    identifier: inputs.identifier,
    ...scopeBody(inputs),
    environmentRef: inputs.envId,
    name: inputs.name,
    description: inputs.description ?? "",
    ...(inputs.tags === undefined ? {} : { tags: tagMap(inputs.tags) }),
    type: inputs.type,
    yaml: inputs.yaml,
  }),
  entityIn: inside,
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
    envId: entity["environmentRef"],
    name: entity["name"],
    description: entity["description"],
    tags: tagList(entity["tags"]),
    type: entity["type"],
    deploymentType: entity["deploymentType"],
    yaml: entity["yaml"],
  }),
  list: {
    style: "ng",
    path: () => "/ng/api/infrastructures",
    query: inEnvironment,
    page: ["page", "size"],
    entityIn: inside,
  },
});
