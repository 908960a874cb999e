import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, count, name, text } from "./shapes";
import { defineResource } from "./spec";

/**
 * What a delegate proves itself with. Harness makes the value; nothing of a token can change but its status, once, to
 * REVOKED. A token carries no tags, so its whole address, `revokeAfter` included, is its identity.
 */
export const delegatetoken = defineResource({
  token: "harness:platform/delegatetoken:Delegatetoken",
  inputs: z.strictObject({
    accountId: z.string(),
    name: name(),
    ...anyScope,
    /** Milliseconds since 1970 at which Harness revokes the token by itself. */
    revokeAfter: count(),
    tokenStatus: z
      .string()
      .refine((status) => status === "ACTIVE" || status === "REVOKED", {
        error: "must be ACTIVE or REVOKED",
      })
      .optional(),
    createdAt: count(),
    createdBy: z.record(z.string(), z.string()).optional(),
    value: text(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "name"],
  immutable: ["accountId", "revokeAfter"],
  secret: ["value"],
  computed: ["tokenStatus", "createdAt", "createdBy", "value"],
  id: "name",
  importId: scopedId([0, 1, 2], ["name"]),
  ownership: { by: "identity", keys: ["accountId", "orgId", "projectId", "name", "revokeAfter"] },
});
