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
  reference,
  tags,
  text,
} from "./shapes";
import { defineResource } from "./spec";

export const infrastructure = defineResource({
  token: "harness:platform/infrastructure:Infrastructure",
  inputs: z.strictObject({
    /** Taken from the YAML when absent. */
    identifier: identifier().optional(),
    name: name(),
    ...anyScope,
    envId: reference(),
    type: text(),
    deploymentType: text(),
    description: description(),
    tags: tags(),
    yaml: text(),
    forceDelete: flag(),
    gitDetails: gitEnvironment(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "envId", "identifier"],
  computed: ["deploymentType", "description", "tags", "type", "yaml"],
  local: ["forceDelete"],
  refused: ["gitDetails"],
  yaml: { key: "yaml", root: "infrastructureDefinition" },
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["envId", "identifier"]),
  ownership: { by: "tags" },
});
