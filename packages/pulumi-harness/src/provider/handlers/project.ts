import { specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { tagList, tagMap } from "./tags";

const inside = (value: Json) => value["project"] as Json | undefined;
const inOrg = ({ orgId }: { orgId: string }) => ({ orgIdentifier: orgId });

export const project = rest(specs.project, {
  style: "ng",
  collection: () => "/ng/api/projects",
  query: inOrg,
  toBody: ({ orgId, identifier, name, color, description = "", tags }) => ({
    project: { orgIdentifier: orgId, identifier, name, color, description, tags: tagMap(tags) },
  }),
  entityIn: inside,
  fromEntity: ({ identifier, orgIdentifier, name, color, description, modules, tags }) => ({
    identifier,
    orgId: orgIdentifier,
    name,
    color,
    description,
    modules,
    tags: tagList(tags),
  }),
  list: {
    style: "ng",
    path: () => "/ng/api/projects",
    query: inOrg,
    page: ["pageIndex", "pageSize"],
    entityIn: inside,
  },
});
