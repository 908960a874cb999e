import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, description, flag, identifier, labelsOfPeople, name, tags, text, texts } from "./shapes";
import { defineResource } from "./spec";

const scope = z.strictObject({ accountId: text(), filter: z.string(), orgId: text(), projectId: text() });
const resource = z.strictObject({
  attributeFilters: z.array(z.strictObject({ attributeName: text(), attributeValues: texts() })).optional(),
  identifiers: texts(),
  resourceType: z.string(),
});

export const resourceGroup = defineResource({
  token: "harness:platform/resourceGroup:ResourceGroup",
  inputs: z.strictObject({
    accountId: z.string(),
    identifier: identifier(),
    name: name(),
    ...anyScope,
    allowedScopeLevels: texts(),
    color: text(),
    description: description(),
    includedScopes: z.array(scope).optional(),
    resourceFilters: z
      .array(z.strictObject({ includeAllResources: flag(), resources: z.array(resource).optional() }))
      .optional(),
    tags: tags(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  immutable: ["accountId"],
  computed: ["allowedScopeLevels", "color"],
  filled: ["accountId"],
  unordered: ["tags", "allowedScopeLevels", "includedScopes", "resources", "identifiers", "attributeValues"],
  keeps: {
    ...labelsOfPeople,
    resourceFilters: { within: { resources: { itemsBy: "resourceType", texts: "identifiers" } } },
  },
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
