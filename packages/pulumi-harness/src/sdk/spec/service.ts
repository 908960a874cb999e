import { z } from "zod";
import { scopedId } from "./importId";
import {
  anyScope,
  description,
  flag,
  gitService,
  identifier,
  labelsOfPeople,
  name,
  tags,
  text,
} from "./shapes";
import { defineResource } from "./spec";

export const service = defineResource({
  token: "harness:platform/service:Service",
  inputs: z.strictObject({
    identifier: identifier(),
    name: name(),
    ...anyScope,
    description: description(),
    tags: tags(),
    yaml: text(),
    fetchResolvedYaml: flag(),
    forceDelete: flag(),
    gitDetails: gitService(),
    importFromGit: flag(),
    isForceImport: flag(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  computed: ["yaml", "description", "tags"],
  local: ["fetchResolvedYaml", "forceDelete"],
  refused: ["gitDetails", "importFromGit", "isForceImport"],
  yaml: { key: "yaml", root: "service" },
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
