import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, description, identifier, labelsOfPeople, name, tags } from "./shapes";
import { defineResource } from "./spec";

export const serviceAccount = defineResource({
  token: "harness:platform/serviceAccount:ServiceAccount",
  inputs: z.strictObject({
    accountId: z.string(),
    email: z.string(),
    identifier: identifier(),
    name: name(),
    ...anyScope,
    description: description(),
    tags: tags(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  immutable: ["accountId"],
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
