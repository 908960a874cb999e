import { z } from "zod";
import { scopedId } from "./importId";
import {
  anyScope,
  description,
  labelsOfPeople,
  name,
  reference,
  secretIdentifier,
  tags,
  text,
} from "./shapes";
import { defineResource } from "./spec";

const metadataValue = z.strictObject({
  gcpProjectId: text(),
  kmsKeyId: text(),
  regions: text(),
  version: text(),
});

export const secretText = defineResource({
  token: "harness:platform/secretText:SecretText",
  inputs: z.strictObject({
    identifier: secretIdentifier(),
    name: name(),
    ...anyScope,
    secretManagerIdentifier: reference(),
    valueType: z.string().refine((type) => type === "Inline" || type === "Reference", {
      error: 'must be "Inline" or "Reference"',
    }),
    /** The secret itself (Inline, never readable again) or its path in the secret manager (Reference). */
    value: text(),
    description: description(),
    tags: tags(),
    additionalMetadatas: z.array(z.strictObject({ values: z.array(metadataValue).optional() })).optional(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  immutable: ["secretManagerIdentifier"],
  secret: ["value"],
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
