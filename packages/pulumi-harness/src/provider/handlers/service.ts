import { specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeBody, scopeQuery } from "./scope";
import { tagList, tagMap } from "./tags";

const inside = (value: Json) => value["service"] as Json | undefined;

export const service = rest(specs.service, {
  style: "ng",
  collection: () => "/ng/api/servicesV2",
  // Writes carry the scope in the body
  writeQuery: () => ({}),
  updateAtCollection: true,
  deleteQuery: ({ forceDelete }) => (forceDelete === true ? { forceDelete } : {}),
  toBody: (inputs) => ({
    identifier: inputs.identifier,
    ...scopeBody(inputs),
    name: inputs.name,
    description: inputs.description,
    ...(inputs.tags === undefined ? {} : { tags: tagMap(inputs.tags) }),
    yaml: inputs.yaml,
  }),
  entityIn: inside,
  fromEntity: ({ identifier, orgIdentifier, projectIdentifier, name, description, tags, yaml }) => ({
    identifier,
    orgId: orgIdentifier,
    projectId: projectIdentifier,
    name,
    description,
    tags: tagList(tags),
    yaml,
  }),
  list: {
    style: "ng",
    path: () => "/ng/api/servicesV2",
    query: scopeQuery,
    page: ["page", "size"],
    entityIn: inside,
  },
});
