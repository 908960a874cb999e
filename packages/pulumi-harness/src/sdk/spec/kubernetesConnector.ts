import { z } from "zod";
import { scopedId } from "./importId";
import {
  anyScope,
  description,
  flag,
  identifier,
  labelsOfPeople,
  name,
  rule,
  tags,
  text,
  texts,
} from "./shapes";
import { defineResource } from "./spec";

const credentials = [
  "clientKeyCert",
  "inheritFromDelegate",
  "openidConnect",
  "serviceAccount",
  "usernamePassword",
] as const;

export const kubernetesConnector = defineResource({
  token: "harness:platform/kubernetesConnector:KubernetesConnector",
  inputs: z
    .strictObject({
      identifier: identifier(),
      name: name(),
      ...anyScope,
      clientKeyCert: z
        .strictObject({
          caCertRef: text(),
          clientCertRef: z.string(),
          clientKeyAlgorithm: z.string(),
          clientKeyPassphraseRef: text(),
          clientKeyRef: z.string(),
          masterUrl: z.string(),
        })
        .optional(),
      delegateSelectors: texts(),
      description: description(),
      forceDelete: flag(),
      inheritFromDelegate: z.strictObject({ delegateSelectors: z.array(z.string()) }).optional(),
      openidConnect: z
        .strictObject({
          clientIdRef: z.string(),
          issuerUrl: z.string(),
          masterUrl: z.string(),
          passwordRef: z.string(),
          scopes: texts(),
          secretRef: text(),
          username: text(),
          usernameRef: text(),
        })
        .optional(),
      serviceAccount: z
        .strictObject({ caCertRef: text(), masterUrl: z.string(), serviceAccountTokenRef: z.string() })
        .optional(),
      tags: tags(),
      usernamePassword: z
        .strictObject({
          masterUrl: z.string(),
          passwordRef: z.string(),
          username: text(),
          usernameRef: text(),
        })
        .optional(),
    })
    .refine(
      (inputs) => credentials.filter((key) => inputs[key] !== undefined).length === 1,
      rule(`needs exactly one of ${credentials.join(", ")}`),
    ),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  local: ["forceDelete"],
  unordered: ["tags", "delegateSelectors"],
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
