/** Building blocks shared by the two catalog files. Pure zod: no I/O, no defaults that depend on other entries. */
import { z } from "zod";
import { matching } from "./text";

/** Archetypes are code (each has its own templates), everything else about a workload is data. */
export const archetypes = ["api", "listener", "streaming", "scheduler", "job"] as const;
export type Archetype = (typeof archetypes)[number];

/** Deployment targets (C-22). */
export const targets = ["kubernetes", "ecs"] as const;
export type Target = (typeof targets)[number];

/** Rollout strategies (C-18). */
export const strategies = ["rolling", "canary", "blue-green"] as const;
export type Strategy = (typeof strategies)[number];

/**
 * Lower-case slug: service, team, environment, region, size, profile and cluster keys. At most 48 characters, so
 * that every identifier joined from two of them stays within the 128 that Harness allows.
 */
export const slug = matching(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "lower-case letters, digits and single hyphens, starting with a letter and not ending in a hyphen",
).max(48);

/** Service name: R-04, 2 to 47 characters so that the longest namespace stays within 63. */
export const serviceName = slug.min(2).max(47);

/**
 * Harness identifier. Harness's published schema has `^[a-zA-Z_][0-9a-zA-Z_]{0,127}$`; here at most 64, so that
 * every scope accepts it.
 */
export const identifier = matching(
  /^[a-zA-Z_][0-9a-zA-Z_]{0,63}$/,
  "a Harness identifier: letters, digits and underscores, not starting with a digit, at most 64 characters",
);

/** Slack channel. */
export const slackChannel = matching(
  /^#[a-z0-9_-]+$/,
  'a Slack channel such as "#team-payments" (quote it: # starts a comment in YAML)',
);

/** Address that receives mail. */
export const email = z.email({ error: "an e-mail address such as team@example.com" });

/** Harness duration: one unit or several, `10m`, `1h 30m`, `7d`. Anchored, unlike the published schema. */
export const duration = matching(
  /^([1-9]\d*[wdhms])( [1-9]\d*[wdhms])*$/,
  'a duration such as "10m", "1h 30m" or "7d"',
);

/** CPU in millicores and memory in binary units, the spelling Kubernetes uses. */
export const cpu = matching(/^[1-9]\d*m$/, 'a CPU quantity in millicores such as "250m"');
export const memory = matching(/^[1-9]\d*(Mi|Gi)$/, 'a memory quantity such as "512Mi" or "1Gi"');

/** `HH:MM`, 24 hours. */
export const clockTime = matching(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as "10:00"');

/** A day, 00:00 UTC. */
export const date = matching(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2027-03-01");

/**
 * Name shown in Harness. Harness's published schema has `^[a-zA-Z_0-9-.][-0-9a-zA-Z_\s.]{0,127}$`, which knows no
 * `&`, `/` or parentheses.
 */
export const displayName = matching(
  /^[a-zA-Z_0-9-.][-0-9a-zA-Z_ .]{0,127}$/,
  "letters, digits, spaces, hyphens, underscores and dots, at most 128 characters",
);

/** Name of an environment variable that a service may set; those that every workload has are taken. */
export const environmentVariable = matching(
  /^(?!(SERVICE|ENVIRONMENT|REGION|PORT)$)[A-Z_][A-Z0-9_]*$/,
  "capitals, digits and underscores, and not SERVICE, ENVIRONMENT, REGION or PORT, which are set anyway",
);

/** Value of an environment variable. Manifests pass through Go templates, and Harness reads no expressions there. */
export const environmentValue = matching(
  /^(?![^]*(\{\{|\}\}|<\+))[^]*$/,
  'text without "{{", "}}" and "<+": neither templates nor Harness expressions work in manifests',
).max(4096);

/** Path of a request. */
export const requestPath = matching(/^\/[A-Za-z0-9._~/-]*$/, "a path such as /health, without query").max(
  256,
);

/** DNS domain. */
export const domain = matching(
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]{2,}$/,
  "a DNS domain such as apps.example.com",
).max(190);

/** A value Harness resolves, or the name of a secret object; never the secret itself. */
export const secretName = identifier;
