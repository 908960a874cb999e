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
  reference,
  tags,
  text,
} from "./shapes";
import { defineResource } from "./spec";

export const inputSet = defineResource({
  token: "harness:platform/inputSet:InputSet",
  inputs: z
    .strictObject({
      identifier: identifier(),
      name: name(),
      ...projectScope,
      pipelineId: reference(),
      description: description(),
      tags: tags(),
      yaml: text(),
      gitDetails: z
        .strictObject({
          ...gitCommon,
          branchName: text(),
          isHarnessCodeRepo: flag(),
          parentEntityConnectorRef: text(),
          parentEntityRepoName: text(),
        })
        .optional(),
      gitImportInfo: gitImport(),
      importFromGit: flag(),
      inputSetImportRequest: z.strictObject({ inputSetDescription: text(), inputSetName: text() }).optional(),
    })
    .refine((inputs) => inputs.yaml !== undefined, inlineOnly("yaml")),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "pipelineId", "identifier"],
  computed: ["description", "tags"],
  refused: ["gitDetails", "gitImportInfo", "importFromGit", "inputSetImportRequest"],
  yaml: { key: "yaml", root: "inputSet" },
  keeps: labelsOfPeople,
  importId: scopedId([2], ["pipelineId", "identifier"]),
  ownership: { by: "tags" },
});
