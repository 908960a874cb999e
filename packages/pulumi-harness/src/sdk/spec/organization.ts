import { z } from "zod";
import { scopedId } from "./importId";
import { description, identifier, labelsOfPeople, name, tags } from "./shapes";
import { defineResource } from "./spec";

export const organization = defineResource({
  token: "harness:platform/organization:Organization",
  inputs: z.strictObject({
    identifier: identifier(),
    name: name(),
    description: description(),
    tags: tags(),
  }),
  outputs: z.strictObject({}),
  address: ["identifier"],
  keeps: labelsOfPeople,
  importId: scopedId([0], ["identifier"]),
  ownership: { by: "tags" },
});
