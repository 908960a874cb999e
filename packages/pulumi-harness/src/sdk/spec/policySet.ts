import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, description, flag, identifier, name, rule, tags } from "./shapes";
import { defineResource } from "./spec";

const references = () =>
  z
    .array(
      z.strictObject({
        identifier: z.string(),
        severity: z.string().refine((severity) => severity === "error" || severity === "warning", {
          error: 'must be "error" or "warning"',
        }),
      }),
    )
    .optional();

/** `description` and `tags` exist upstream but are never sent, so type and action are the identity of a policy set. */
export const policySet = defineResource({
  token: "harness:platform/policySet:PolicySet",
  inputs: z
    .strictObject({
      action: z.string(),
      identifier: identifier(),
      name: name(),
      ...anyScope,
      type: z.string(),
      description: description(),
      enabled: flag(),
      policies: references(),
      policyReferences: references(),
      tags: tags(),
    })
    .refine(
      (inputs) => inputs.policies === undefined || inputs.policyReferences === undefined,
      rule("takes policyReferences or the deprecated policies, not both"),
    ),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  computed: ["policies", "policyReferences"],
  local: ["description", "tags"],
  unordered: ["tags", "policies", "policyReferences"],
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "identity", keys: ["type", "action"] },
});
