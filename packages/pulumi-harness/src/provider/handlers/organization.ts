import { specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { tagList, tagMap } from "./tags";

const inside = (value: Json) => value["organization"] as Json | undefined;

export const organization = rest(specs.organization, {
  style: "ng",
  collection: () => "/ng/api/organizations",
  query: () => ({}),
  toBody: ({ identifier, name, description = "", tags }) => ({
    organization: { identifier, name, description, tags: tagMap(tags) },
  }),
  entityIn: inside,
  fromEntity: ({ identifier, name, description, tags }) => ({
    identifier,
    name,
    description,
    tags: tagList(tags),
  }),
  list: {
    style: "ng",
    path: () => "/ng/api/organizations",
    page: ["pageIndex", "pageSize"],
    entityIn: inside,
  },
});
