import { z } from "zod";
import { scopedId } from "./importId";
import {
  anyScope,
  description,
  flag,
  gitEnvironment,
  identifier,
  labelsOfPeople,
  name,
  tags,
  text,
} from "./shapes";
import { defineResource } from "./spec";

export const environment = defineResource({
  token: "harness:platform/environment:Environment",
  inputs: z.strictObject({
    /** Taken from the YAML when absent. */
    identifier: identifier().optional(),
    name: name(),
    ...anyScope,
    type: z.string().refine((type) => type === "PreProduction" || type === "Production", {
      error: 'must be "PreProduction" or "Production"',
    }),
    color: text(),
    description: description(),
    tags: tags(),
    yaml: text(),
    forceDelete: flag(),
    gitDetails: gitEnvironment(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  computed: ["color", "description", "tags", "yaml"],
  local: ["forceDelete"],
  refused: ["gitDetails"],
  yaml: { key: "yaml", root: "environment" },
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
