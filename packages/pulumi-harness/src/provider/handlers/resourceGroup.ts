import { type InputsOf, specs } from "../../sdk/spec";
import { compact } from "../values";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeBody, scopeQuery } from "./scope";
import { tagList, tagMap } from "./tags";

const inside = (value: Json) => value["resourceGroup"] as Json | undefined;

type Inputs = InputsOf<typeof specs.resourceGroup>;

export const resourceGroup = rest(specs.resourceGroup, {
  style: "ng",
  collection: () => "/resourcegroup/api/v2/resourcegroup",
  toBody: (inputs) => ({
    resourceGroup: {
      accountIdentifier: inputs.accountId,
      ...scopeBody(inputs),
      identifier: inputs.identifier,
      name: inputs.name,
      color: inputs.color,
      tags: tagMap(inputs.tags),
      description: inputs.description ?? "",
      allowedScopeLevels: inputs.allowedScopeLevels,
      includedScopes: (inputs.includedScopes ?? []).map((scope) => ({
        filter: scope.filter,
        accountIdentifier: scope.accountId,
        ...scopeBody(scope),
      })),
      resourceFilter: filterBody(inputs.resourceFilters?.[0]),
    },
  }),
  entityIn: inside,
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    name: entity["name"],
    accountId: entity["accountIdentifier"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
    color: entity["color"],
    tags: tagList(entity["tags"]),
    description: entity["description"],
    allowedScopeLevels: entity["allowedScopeLevels"],
    includedScopes: scopesFrom((entity["includedScopes"] ?? []) as Json[]),
    resourceFilters: filtersFrom(entity["resourceFilter"] as Json | undefined),
  }),
  list: {
    style: "ng",
    path: () => "/resourcegroup/api/v2/resourcegroup",
    query: scopeQuery,
    page: ["pageIndex", "pageSize"],
    entityIn: inside,
  },
});

type Filter = NonNullable<Inputs["resourceFilters"]>[number];

/** Clients read through the filter without looking, so it is always there. */
function filterBody(filter: Filter | undefined): object {
  return {
    includeAllResources: filter?.includeAllResources ?? false,
    resources: (filter?.resources ?? []).map(({ resourceType, identifiers, attributeFilters }) => ({
      resourceType,
      identifiers,
      attributeFilter: attributeFilters?.[0],
    })),
  };
}

function filtersFrom(filter: Json | undefined): object[] {
  const resources = ((filter?.["resources"] ?? []) as Json[]).map((resource) =>
    compact({
      resourceType: resource["resourceType"],
      identifiers: resource["identifiers"],
      attributeFilters: resource["attributeFilter"]
        ? [compact(resource["attributeFilter"] as Json)]
        : undefined,
    }),
  );
  const all = filter?.["includeAllResources"] === true ? { includeAllResources: true } : {};
  return resources.length === 0 && !("includeAllResources" in all) ? [] : [{ ...all, resources }];
}

function scopesFrom(scopes: readonly Json[]): object[] {
  return scopes.map((scope) =>
    compact({
      filter: scope["filter"],
      accountId: scope["accountIdentifier"],
      orgId: scope["orgIdentifier"],
      projectId: scope["projectIdentifier"],
    }),
  );
}
