/** Sections of platform.yaml that say how, when and by which templates services are delivered. */
import { z } from "zod";
import { archetypes, clockTime, displayName, duration, identifier, slug } from "./common";
import { description, query, text, words } from "./text";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** Opening times by weekday, UTC. */
export const openingTimes = z
  .partialRecord(z.enum(weekdays), z.strictObject({ from: clockTime, to: clockTime }))
  .describe("UTC; `from` is inclusive, `to` exclusive; a day that is not listed is closed");

export const changeWindow = z.strictObject({
  open: openingTimes,
  emergencyApprovers: z
    .int()
    .min(3)
    .default(3)
    .describe("Approvals that open the window in an emergency, those of the gate included (R-95)"),
});

/** A group of services that moves to a new template version together. */
export const ring = z.strictObject({
  name: slug,
  services: z.array(slug).min(1).optional(),
  teams: z.array(slug).min(1).optional(),
});

/** Which version of a template is used. */
export const templateUse = z.strictObject({
  version: identifierOfVersion(),
  previous: identifierOfVersion().optional().describe("Version of the rings after `through`"),
  through: slug.optional().describe("Last ring that has `version`; without it every ring has"),
});

function identifierOfVersion() {
  return z.string().regex(/^\d+\.\d+\.\d+$/, { error: "a version such as 1.0.0" });
}

/** Duration of a verification: Harness knows these (developer.harness.io, Verify step). */
export const verifyDuration = z.enum(["5m", "10m", "15m", "30m"]);
export const verifySensitivity = z.enum(["low", "medium", "high"]);

/** One metric that is compared between the new version and the one that runs. */
const metric = z.strictObject({
  name: displayName,
  query: query.describe("`{service}` and `{environment}` stand for the names of what is deployed"),
  risk: z.enum(["Errors", "Performance"]).describe("What a deviation means"),
  instance: words.optional().describe("Label of the metric that tells pods apart"),
});

const healthSource = z.strictObject({
  type: z.enum(["prometheus", "datadog"]),
  connector: identifier,
  archetypes: z
    .array(z.enum(archetypes))
    .min(1)
    .default([...archetypes]),
  metrics: z.array(metric).min(1),
});

export const verification = z.strictObject({
  first: verifyDuration
    .default("5m")
    .describe("After the first phase of a canary, or beside the old version"),
  second: verifyDuration.default("10m").describe("After the second phase of a canary"),
  sensitivity: verifySensitivity.default("medium"),
  healthSources: z.record(identifier, healthSource).default({}),
});

/** What one service may do less of on its way to production, and why. Only here: platform.yaml is the platform team's. */
export const exemption = z.strictObject({
  reason: text.max(1024).describe("Why, for those who ask later"),
  prodWithoutPre: z
    .boolean()
    .default(false)
    .describe("Production without the pre-production environment before it"),
  weakerVerification: z
    .boolean()
    .default(false)
    .describe("`verify` with shorter times or a lower sensitivity than `verification` has"),
});

/** When nothing is deployed, as a Harness freeze window. Administrators pass it. */
export const freeze = z.strictObject({
  name: displayName.optional(),
  description: description.max(1024).optional(),
  enabled: z.boolean().default(true),
  environments: z.enum(["all", "production"]).default("production"),
  start: z.string().regex(/^\d{4}-\d{2}-\d{2} (0[1-9]|1[0-2]):[0-5]\d (AM|PM)$/, {
    error: 'a time such as "2026-12-20 10:00 AM"',
  }),
  duration: duration.describe("At least 30m"),
  timeZone: words.default("UTC"),
  recurrence: z.enum(["Daily", "Weekly", "Monthly", "Yearly"]).optional(),
});
