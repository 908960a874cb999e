import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, description, flag, identifier, labelsOfPeople, name, tags, text, texts } from "./shapes";
import { defineResource } from "./spec";

const githubApp = () =>
  z
    .strictObject({
      applicationId: text(),
      applicationIdRef: text(),
      installationId: text(),
      installationIdRef: text(),
      privateKeyRef: z.string(),
    })
    .optional();

export const githubConnector = defineResource({
  token: "harness:platform/githubConnector:GithubConnector",
  inputs: z.strictObject({
    identifier: identifier(),
    name: name(),
    ...anyScope,
    connectionType: z.string().refine((type) => ["Account", "Repo", "Project"].includes(type), {
      error: 'must be "Account", "Repo" or "Project"',
    }),
    credentials: z.strictObject({
      http: z
        .strictObject({
          anonymouses: z.array(z.strictObject({})).optional(),
          githubApp: githubApp(),
          tokenRef: text(),
          username: text(),
          usernameRef: text(),
        })
        .optional(),
      ssh: z.strictObject({ sshKeyRef: z.string() }).optional(),
    }),
    url: z.string(),
    apiAuthentication: z.strictObject({ githubApp: githubApp(), tokenRef: text() }).optional(),
    delegateSelectors: texts(),
    description: description(),
    executeOnDelegate: flag(),
    forceDelete: flag(),
    tags: tags(),
    validationRepo: text(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  local: ["forceDelete"],
  unordered: ["tags", "delegateSelectors"],
  defaults: { executeOnDelegate: true },
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
