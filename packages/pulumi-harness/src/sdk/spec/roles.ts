import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, description, identifier, labelsOfPeople, name, tags, texts } from "./shapes";
import { defineResource } from "./spec";

export const roles = defineResource({
  token: "harness:platform/roles:Roles",
  inputs: z.strictObject({
    identifier: identifier().refine((id) => !id.startsWith("_"), {
      error: "must not start with _, which is kept for built-in roles",
    }),
    name: name(),
    ...anyScope,
    allowedScopeLevels: texts(),
    description: description(),
    permissions: texts(),
    tags: tags(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  computed: ["allowedScopeLevels"],
  unordered: ["tags", "permissions", "allowedScopeLevels"],
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
