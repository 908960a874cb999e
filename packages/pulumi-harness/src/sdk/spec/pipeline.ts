import { z } from "zod";
import { scopedId } from "./importId";
import {
  description,
  flag,
  gitCommon,
  gitImport,
  identifier,
  inlineOnly,
  labelsOfPeople,
  name,
  projectScope,
  tags,
  text,
} from "./shapes";
import { defineResource } from "./spec";

export const pipeline = defineResource({
  token: "harness:platform/pipeline:Pipeline",
  inputs: z
    .strictObject({
      identifier: identifier(),
      name: name(),
      ...projectScope,
      description: description(),
      tags: tags(),
      yaml: text(),
      gitDetails: z.strictObject({ ...gitCommon, branchName: text(), isHarnessCodeRepo: flag() }).optional(),
      gitImportInfo: gitImport(),
      importFromGit: flag(),
      pipelineImportRequest: z.strictObject({ pipelineDescription: text(), pipelineName: text() }).optional(),
      templateApplied: flag(),
      templateAppliedPipelineYaml: text(),
    })
    .refine((inputs) => inputs.yaml !== undefined, inlineOnly("yaml")),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  computed: ["description", "tags", "templateAppliedPipelineYaml"],
  local: ["templateApplied", "templateAppliedPipelineYaml"],
  refused: ["gitDetails", "gitImportInfo", "importFromGit", "pipelineImportRequest"],
  yaml: { key: "yaml", root: "pipeline" },
  keeps: labelsOfPeople,
  importId: scopedId([2], ["identifier"]),
  ownership: { by: "tags" },
});
