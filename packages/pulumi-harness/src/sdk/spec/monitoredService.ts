import { z } from "zod";
import { scopedId } from "./importId";
import {
  description,
  flag,
  identifier,
  labelsOfPeople,
  projectScope,
  reference,
  rule,
  text,
  texts,
} from "./shapes";
import { defineResource } from "./spec";

/** Settings of a source, whose members depend on its type. */
const jsonText = () => z.string().refine(isJsonObject, { error: "must be a JSON object, written as a text" });

const healthSource = z.strictObject({
  identifier: z.string(),
  name: z.string(),
  spec: jsonText(),
  type: z.string(),
  version: text(),
});

const changeSource = z.strictObject({
  category: z.string(),
  enabled: flag(),
  identifier: z.string(),
  name: z.string(),
  spec: jsonText().optional(),
  type: z.string(),
});

const dependency = z.strictObject({
  dependencyMetadata: jsonText().optional(),
  monitoredServiceIdentifier: z.string(),
  type: z.string(),
});

/** The official provider crashes on a tag without a colon, so one that could not be taken over by it is refused. */
const keyedTags = () =>
  z
    .array(z.string().regex(/:/, { error: 'must be "key:value", or "key:" for a tag without a value' }))
    .max(128, { error: "must be at most 128 tags" })
    .optional();

/**
 * `enabled`, `templateRef` and `versionLabel` exist upstream but are never sent. Service, environment and type are
 * what the object is about: Harness refuses to change them.
 */
export const monitoredService = defineResource({
  token: "harness:platform/monitoredService:MonitoredService",
  inputs: z
    .strictObject({
      identifier: identifier(),
      ...projectScope,
      request: z
        .strictObject({
          changeSources: z.array(changeSource).optional(),
          dependencies: z.array(dependency).optional(),
          description: description(),
          enabled: flag(),
          environmentRef: reference(),
          environmentRefLists: texts(),
          healthSources: z.array(healthSource).optional(),
          name: z.string(),
          notificationRuleRefs: z
            .array(z.strictObject({ enabled: z.boolean(), notificationRuleRef: z.string() }))
            .optional(),
          serviceRef: reference(),
          tags: keyedTags(),
          templateRef: text(),
          type: z.string().refine((type) => ["Application", "Infrastructure"].includes(type), {
            error: 'must be "Application" or "Infrastructure"',
          }),
          versionLabel: text(),
        })
        .optional(),
    })
    .refine(
      (inputs) => inputs.request !== undefined,
      rule("is required: without it Harness knows neither service nor environment", ["request"]),
    ),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier"],
  fixed: { request: ["serviceRef", "environmentRef", "type"] },
  json: ["spec", "dependencyMetadata"],
  unordered: ["tags", "healthSources", "changeSources", "dependencies", "notificationRuleRefs"],
  // Health sources decide whether a deployment passes, so they are the program's alone
  keeps: {
    request: {
      within: {
        ...labelsOfPeople,
        changeSources: { itemsBy: "identifier" },
        dependencies: { itemsBy: "monitoredServiceIdentifier" },
        notificationRuleRefs: { itemsBy: "notificationRuleRef" },
      },
    },
  },
  importId: scopedId([2], ["identifier"]),
  ownership: { by: "tags", within: "request" },
});

function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
