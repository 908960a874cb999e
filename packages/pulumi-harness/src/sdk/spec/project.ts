import { z } from "zod";
import { scopedId } from "./importId";
import { description, identifier, labelsOfPeople, name, reference, tags, text } from "./shapes";
import { defineResource } from "./spec";

export const project = defineResource({
  token: "harness:platform/project:Project",
  inputs: z.strictObject({
    identifier: identifier(),
    name: name(),
    orgId: reference(),
    color: text(),
    description: description(),
    tags: tags(),
  }),
  outputs: z.strictObject({ modules: z.array(z.string()) }),
  address: ["orgId", "identifier"],
  computed: ["color"],
  unordered: ["tags", "modules"],
  keeps: labelsOfPeople,
  importId: scopedId([1], ["identifier"]),
  ownership: { by: "tags" },
});
