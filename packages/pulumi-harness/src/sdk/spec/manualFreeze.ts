import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, count, identifier, text } from "./shapes";
import { defineResource } from "./spec";

const recurrence = z.strictObject({
  recurrenceSpecs: z.array(z.strictObject({ until: text(), value: count() })).optional(),
  type: text(),
});

const freezeWindow = z.strictObject({
  duration: text(),
  endTime: text(),
  recurrences: z.array(recurrence).optional(),
  startTime: text(),
  timeZone: text(),
});

/**
 * Everything a freeze window says is in its YAML, the tags too; the outputs are read from there. `currentOrUpcomingWindows`
 * exists upstream and stays empty: it is what the clock makes of the window, and would look like drift at every refresh.
 */
export const manualFreeze = defineResource({
  token: "harness:platform/manualFreeze:ManualFreeze",
  inputs: z.strictObject({
    accountId: z.string(),
    identifier: identifier(),
    ...anyScope,
    yaml: z.string(),
  }),
  outputs: z.strictObject({
    currentOrUpcomingWindows: z.array(z.strictObject({ endTime: count(), startTime: count() })),
    description: z.string(),
    freezeWindows: z.array(freezeWindow),
    name: z.string(),
    scope: z.string(),
    status: z.string(),
    tags: z.array(z.string()),
    type: z.string(),
  }),
  address: ["orgId", "projectId", "identifier"],
  immutable: ["accountId"],
  yaml: { key: "yaml", root: "freeze" },
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "tags" },
});
