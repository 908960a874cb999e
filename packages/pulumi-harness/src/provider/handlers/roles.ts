import { specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeQuery } from "./scope";
import { tagList, tagMap } from "./tags";

const inside = (value: Json) => value["role"] as Json | undefined;

export const roles = rest(specs.roles, {
  style: "ng",
  collection: () => "/authz/api/roles",
  toBody: ({ identifier, name, permissions = [], allowedScopeLevels, description = "", tags }) => ({
    identifier,
    name,
    permissions,
    allowedScopeLevels,
    description,
    tags: tagMap(tags),
  }),
  entityIn: inside,
  fromEntity: ({ identifier, name, description, tags, permissions, allowedScopeLevels }) => ({
    identifier,
    name,
    description,
    tags: tagList(tags),
    permissions,
    allowedScopeLevels,
  }),
  list: {
    style: "ng",
    path: () => "/authz/api/roles",
    query: scopeQuery,
    page: ["pageIndex", "pageSize"],
    entityIn: inside,
  },
});
