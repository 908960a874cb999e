import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, description, flag, identifier, labelsOfPeople, name, tags, text, texts } from "./shapes";
import { defineResource } from "./spec";

export const prometheusConnector = defineResource({
  token: "harness:platform/prometheusConnector:PrometheusConnector",
  inputs: z.strictObject({
    identifier: identifier(),
    name: name(),
    ...anyScope,
    url: z.string(),
    delegateSelectors: texts(),
    description: description(),
    headers: z
      .array(
        z.strictObject({
          encryptedValueRef: text(),
          key: z.string(),
          value: text(),
          valueEncrypted: flag(),
        }),
      )
      .optional(),
    passwordRef: text(),
    tags: tags(),
    userName: text(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  unordered: ["tags", "delegateSelectors", "headers"],
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
