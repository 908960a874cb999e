import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, description, identifier, labelsOfPeople, name, tags, texts } from "./shapes";
import { defineResource } from "./spec";

export const datadogConnector = defineResource({
  token: "harness:platform/datadogConnector:DatadogConnector",
  inputs: z.strictObject({
    identifier: identifier(),
    name: name(),
    ...anyScope,
    apiKeyRef: z.string(),
    applicationKeyRef: z.string(),
    url: z.string(),
    delegateSelectors: texts(),
    description: description(),
    tags: tags(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  unordered: ["tags", "delegateSelectors"],
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
