import { z } from "zod";
import { scopedId } from "./importId";
import {
  anyScope,
  count,
  description,
  flag,
  identifier,
  labelsOfPeople,
  name,
  rule,
  tags,
  text,
  texts,
} from "./shapes";
import { defineResource } from "./spec";

const jitter = () =>
  z.strictObject({ baseDelay: count(), maxBackoffTime: count(), retryCount: count() }).optional();
const onDelegate = () =>
  z.strictObject({ delegateSelectors: z.array(z.string()), region: text() }).optional();

const credentials = ["inheritFromDelegate", "irsa", "manual", "oidcAuthentication"] as const;
const backoffs = [
  "equalJitterBackoffStrategy",
  "fullJitterBackoffStrategy",
  "fixedDelayBackoffStrategy",
] as const;

export const awsConnector = defineResource({
  token: "harness:platform/awsConnector:AwsConnector",
  inputs: z
    .strictObject({
      identifier: identifier(),
      name: name(),
      ...anyScope,
      crossAccountAccess: z.strictObject({ externalId: text(), roleArn: z.string() }).optional(),
      description: description(),
      equalJitterBackoffStrategy: jitter(),
      executeOnDelegate: flag(),
      fixedDelayBackoffStrategy: z.strictObject({ fixedBackoff: count(), retryCount: count() }).optional(),
      forceDelete: flag(),
      fullJitterBackoffStrategy: jitter(),
      inheritFromDelegate: onDelegate(),
      irsa: onDelegate(),
      manual: z
        .strictObject({
          accessKey: text(),
          accessKeyRef: text(),
          delegateSelectors: texts(),
          region: text(),
          secretKeyRef: z.string(),
          sessionTokenRef: text(),
        })
        .optional(),
      oidcAuthentication: z
        .strictObject({
          delegateSelectors: texts(),
          iamRoleArn: z.string(),
          oidcSessionTagKeys: texts(),
          region: text(),
        })
        .optional(),
      tags: tags(),
    })
    .refine(
      (inputs) => credentials.filter((key) => inputs[key] !== undefined).length === 1,
      rule(`needs exactly one of ${credentials.join(", ")}`),
    )
    .refine(
      (inputs) => backoffs.filter((key) => inputs[key] !== undefined).length <= 1,
      rule(`takes at most one of ${backoffs.join(", ")}`),
    ),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  computed: ["executeOnDelegate"],
  local: ["forceDelete"],
  unordered: ["tags", "delegateSelectors"],
  keeps: labelsOfPeople,
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
