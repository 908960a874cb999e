import { z } from "zod";
import { scopedId } from "./importId";
import { description, flag, identifier, name, projectScope, reference, tags, text } from "./shapes";
import { defineResource } from "./spec";

export const triggers = defineResource({
  token: "harness:platform/triggers:Triggers",
  inputs: z.strictObject({
    identifier: identifier(),
    name: name(),
    ...projectScope,
    targetId: reference(),
    yaml: z.string(),
    description: description(),
    ifMatch: text(),
    ignoreError: flag(),
    tags: tags(),
    webhookUrl: text(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "targetId", "identifier"],
  computed: ["webhookUrl"],
  local: ["description", "ifMatch", "ignoreError", "tags"],
  yaml: { key: "yaml", root: "trigger" },
  importId: scopedId([2], ["targetId", "identifier"]),
  ownership: { by: "tags" },
});
