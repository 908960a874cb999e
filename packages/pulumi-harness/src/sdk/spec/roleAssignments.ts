import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, flag, text } from "./shapes";
import { defineResource } from "./spec";

/** An assignment carries no tags: who gets which role on what is its identity. */
export const roleAssignments = defineResource({
  token: "harness:platform/roleAssignments:RoleAssignments",
  inputs: z.strictObject({
    /** Made by Harness when absent. */
    identifier: text(),
    ...anyScope,
    disabled: flag(),
    managed: flag(),
    principals: z
      .array(z.strictObject({ identifier: text(), scopeLevel: text(), type: z.string() }))
      .length(1, { error: "must hold exactly one principal: Harness assigns roles one principal at a time" })
      .optional(),
    resourceGroupIdentifier: text(),
    roleIdentifier: text(),
    roleReference: z.strictObject({ identifier: text(), scopeLevel: text() }).optional(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  computed: ["identifier", "principals", "resourceGroupIdentifier", "roleIdentifier", "roleReference"],
  filled: ["scopeLevel"],
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "identity", keys: ["principals", "resourceGroupIdentifier", "roleIdentifier"] },
});
