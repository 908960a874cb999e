import { z } from "zod";
import { versionedId } from "./importId";
import {
  anyScope,
  description,
  flag,
  gitCommon,
  gitImport,
  identifier,
  inlineOnly,
  name,
  tags,
  text,
} from "./shapes";
import { defineResource } from "./spec";

/** One resource is one version of a template; all versions share the identifier, which is the resource id. */
export const template = defineResource({
  token: "harness:platform/template:Template",
  inputs: z
    .strictObject({
      identifier: identifier(),
      name: name(),
      // A reference to a version may be at most 64 characters (template-link-config.yaml of harness-schema)
      version: z.string().regex(/^[0-9a-zA-Z][^\s/&]{0,63}$/, {
        error: "must be 1 to 64 characters without blanks, / or &, starting with a letter or digit",
      }),
      ...anyScope,
      comments: text(),
      description: description(),
      forceDelete: flag(),
      gitDetails: z.strictObject({ ...gitCommon, branchName: text() }).optional(),
      gitImportDetails: gitImport(),
      importFromGit: flag(),
      isStable: flag(),
      tags: tags(),
      templateImportRequest: z
        .strictObject({ templateDescription: text(), templateName: text(), templateVersion: text() })
        .optional(),
      templateYaml: text(),
    })
    .refine((inputs) => inputs.templateYaml !== undefined, inlineOnly("templateYaml")),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier", "version"],
  computed: ["isStable"],
  local: ["forceDelete", "comments", "description", "tags"],
  refused: ["gitDetails", "gitImportDetails", "importFromGit", "templateImportRequest"],
  yaml: { key: "templateYaml", root: "template" },
  importId: versionedId(["identifier"]),
  ownership: { by: "tags" },
});
