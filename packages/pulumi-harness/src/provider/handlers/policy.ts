import { specs } from "../../sdk/spec";
import { rest } from "./rest";
import { scopeQuery } from "./scope";

/** A PATCH answers without a body. Whether the list carries the rego is not documented; where it does not, reads are single. */
export const policy = rest(specs.policy, {
  style: "pm",
  collection: () => "/pm/api/v1/policies",
  updateMethod: "PATCH",
  updatesSilently: true,
  toBody: ({ identifier, name, rego }) => ({ identifier, name, rego }),
  toUpdateBody: ({ name, rego }) => ({ name, rego }),
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    name: entity["name"],
    orgId: entity["org_id"],
    projectId: entity["project_id"],
    rego: entity["rego"],
  }),
  list: {
    style: "pm",
    path: () => "/pm/api/v1/policies",
    query: scopeQuery,
    page: ["page", "per_page"],
    serves: (entity) => typeof entity["rego"] === "string",
  },
});
