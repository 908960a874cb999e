/** Connectors of platform.yaml: how Harness reaches GitHub, AWS and the systems that measure. */
import { z } from "zod";
import { secretName } from "./common";
import { awsRegion, repositoryPath, url, words } from "./text";

const githubConnector = z.strictObject({
  type: z.literal("github"),
  url,
  connectionType: z.enum(["Account", "Repo"]),
  validationRepo: repositoryPath.optional(),
  auth: z.union([
    z.strictObject({ username: words, token: secretName }),
    z.strictObject({
      applicationId: words,
      installationId: words,
      privateKey: secretName,
    }),
  ]),
  delegateSelectors: z.array(words).default([]),
});

const awsConnector = z.strictObject({
  type: z.literal("aws"),
  region: awsRegion,
  delegateSelectors: z.array(words).min(1),
});

const prometheusConnector = z.strictObject({
  type: z.literal("prometheus"),
  url,
  username: words.optional(),
  password: secretName.optional().describe("Secret of this file; needs username"),
  delegateSelectors: z.array(words).default([]),
});

const datadogConnector = z.strictObject({
  type: z.literal("datadog"),
  url,
  apiKey: secretName,
  applicationKey: secretName,
  delegateSelectors: z.array(words).default([]),
});

/** A connector of one of the known types. */
export const connector = z.discriminatedUnion("type", [
  githubConnector,
  awsConnector,
  prometheusConnector,
  datadogConnector,
]);
