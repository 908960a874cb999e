import { specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeBody, scopeQuery } from "./scope";
import { tagList, tagMap } from "./tags";

const inside = (value: Json) => value["environment"] as Json | undefined;

export const environment = rest(specs.environment, {
  style: "ng",
  collection: () => "/ng/api/environmentsV2",
  // Writes carry the scope in the body
  writeQuery: () => ({}),
  updateAtCollection: true,
  deleteQuery: ({ forceDelete }) => (forceDelete === true ? { forceDelete } : {}),
  toBody: (inputs) => ({
    ...scopeBody(inputs),
    identifier: inputs.identifier,
    ...(inputs.tags === undefined ? {} : { tags: tagMap(inputs.tags) }),
    name: inputs.name,
    description: inputs.description,
    color: inputs.color,
    type: inputs.type,
    yaml: inputs.yaml,
  }),
  entityIn: inside,
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
    name: entity["name"],
    color: entity["color"],
    description: entity["description"],
    tags: tagList(entity["tags"]),
    type: entity["type"],
    yaml: entity["yaml"],
  }),
  list: {
    style: "ng",
    path: () => "/ng/api/environmentsV2",
    query: scopeQuery,
    page: ["page", "size"],
    entityIn: inside,
  },
});
