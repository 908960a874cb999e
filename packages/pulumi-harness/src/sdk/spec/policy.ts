import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, description, flag, identifier, name, tags, text } from "./shapes";
import { defineResource } from "./spec";

/** `description` and `tags` exist upstream but are never sent: a policy carries its marks in comments of the rego. */
export const policy = defineResource({
  token: "harness:platform/policy:Policy",
  inputs: z.strictObject({
    identifier: identifier(),
    name: name(),
    ...anyScope,
    rego: z.string(),
    description: description(),
    tags: tags(),
    gitBaseBranch: text(),
    gitBranch: text(),
    gitCommitMsg: text(),
    gitCommitSha: text(),
    gitConnectorRef: text(),
    gitFileId: text(),
    gitImport: flag(),
    gitIsNewBranch: flag(),
    gitPath: text(),
    gitRepo: text(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  local: ["description", "tags"],
  refused: [
    "gitBaseBranch",
    "gitBranch",
    "gitCommitMsg",
    "gitCommitSha",
    "gitConnectorRef",
    "gitFileId",
    "gitImport",
    "gitIsNewBranch",
    "gitPath",
    "gitRepo",
  ],
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "comment", key: "rego" },
});
