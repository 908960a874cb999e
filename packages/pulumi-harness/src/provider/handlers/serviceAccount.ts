import { specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeBody, scopeQuery, segment } from "./scope";
import { tagList, tagMap } from "./tags";

const base = "/ng/api/serviceaccount";

/** Writes answer with the bare account, reads and lists with it inside an aggregate. */
const inside = (value: Json) =>
  "serviceAccount" in value ? (value["serviceAccount"] as Json | undefined) : value;

export const serviceAccount = rest(specs.serviceAccount, {
  style: "ng",
  collection: () => base,
  toBody: (inputs) => ({
    identifier: inputs.identifier,
    name: inputs.name,
    email: inputs.email,
    description: inputs.description ?? "",
    tags: tagMap(inputs.tags),
    accountIdentifier: inputs.accountId,
    ...scopeBody(inputs),
  }),
  readItem: ({ identifier }) => `${base}/aggregate/${segment(identifier)}`,
  entityIn: inside,
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    name: entity["name"],
    email: entity["email"],
    description: entity["description"],
    tags: tagList(entity["tags"]),
    accountId: entity["accountIdentifier"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
  }),
  list: {
    style: "ng",
    path: () => `${base}/aggregate`,
    query: scopeQuery,
    page: ["pageIndex", "pageSize"],
    entityIn: inside,
  },
});
