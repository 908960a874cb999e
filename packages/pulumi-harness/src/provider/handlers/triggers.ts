import { specs } from "../../sdk/spec";
import { rest } from "./rest";
import { scopeQuery } from "./scope";

/**
 * The body of a write is the raw YAML. There is no list above one pipeline, so a refresh makes one list call per
 * pipeline; it serves all triggers of that pipeline.
 */
export const triggers = rest(specs.triggers, {
  style: "ng",
  collection: () => "/pipeline/api/triggers",
  query: (inputs) => ({ ...scopeQuery(inputs), targetIdentifier: inputs.targetId }),
  createQuery: () => ({ withServiceV2: true }),
  toBody: ({ yaml }) => yaml,
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    name: entity["name"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
    targetId: entity["targetIdentifier"],
    yaml: entity["yaml"],
    webhookUrl: entity["webhookUrl"],
  }),
  list: {
    style: "ng",
    path: () => "/pipeline/api/triggers",
    query: (inputs) => ({ ...scopeQuery(inputs), targetIdentifier: inputs.targetId }),
    page: ["page", "size"],
    serves: (entity) => typeof entity["yaml"] === "string",
  },
});
