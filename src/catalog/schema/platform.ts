/** catalog/platform.yaml: the facts of the platform as data. A new region is a few lines here and no code. */
import { z } from "zod";
import {
  archetypes,
  cpu,
  date,
  displayName,
  domain,
  duration,
  email,
  identifier,
  memory,
  secretName,
  serviceName,
  slackChannel,
  slug,
  targets,
} from "./common";
import { connector } from "./connectors";
import { clusterDelegate, delegates } from "./delegates";
import { changeWindow, exemption, freeze, ring, templateUse, verification } from "./delivery";
import { portalLinks } from "./links";
import {
  awsRegion,
  branch,
  description,
  kubernetesName,
  matching,
  reference,
  registry,
  repositoryPath,
  url,
  words,
} from "./text";
import { gitHub, gitHubTeam } from "./gitHub";

const scope = z.enum(["account", "project"]);

const container = z.strictObject({
  identifier,
  name: displayName.optional(),
  description: description.max(1024).optional(),
  manage: z.boolean().describe("true: created and deleted here; false: exists already, only referred to"),
});

/** `auto` starts at once, `bake` waits for `duration`, `approval` needs people (R-80…R-95). */
const gate = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("auto") }),
  z.strictObject({ type: z.literal("bake"), duration }),
  z.strictObject({
    type: z.literal("approval"),
    timeout: duration.describe("How long people may take; the run expires after it"),
    approvers: z
      .array(z.union([z.literal("owner"), slug]))
      .min(1)
      .max(3)
      .describe("One approval each, in order: `owner` is the service's team"),
  }),
]);

const environment = z.strictObject({
  label: slug.describe(
    "Spelling in paths and for people; the Harness identifier is the same with underscores",
  ),
  type: z.enum(["PreProduction", "Production"]),
  order: z.int().min(1).describe("Place in the promotion order"),
  gate,
  description: description.max(1024).optional(),
});

const arn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, {
  error: "the ARN of a role such as arn:aws:iam::123456789012:role/ecs-execution",
});

const cluster = z.strictObject({
  environment: slug,
  region: slug,
  target: z.enum(targets).default("kubernetes"),
  network: words.optional(),
  delegateSelectors: z.array(words).min(1).describe("All must match one delegate"),
  ecs: z
    .strictObject({
      cluster: words,
      awsRegion,
      connector: identifier,
      executionRole: arn
        .optional()
        .describe("Role that pulls images and writes logs; task definitions need it"),
      taskRole: arn.optional().describe("Role of the containers"),
      subnets: z
        .array(z.string().regex(/^subnet-[0-9a-f]+$/, { error: "a subnet id such as subnet-0a1b2c3d" }))
        .default([]),
      securityGroups: z
        .array(z.string().regex(/^sg-[0-9a-f]+$/, { error: "a security group id such as sg-0a1b2c3d" }))
        .default([]),
    })
    .optional()
    .describe("Needed when target is ecs"),
  delegate: clusterDelegate.optional().describe("What its delegate has that others have not"),
});

const size = z.strictObject({ cpu, memory, minReplicas: z.int().min(1), maxReplicas: z.int().min(1) });

const profile = z.strictObject({
  archetypes: z.array(z.enum(archetypes)).min(1),
  components: z.array(slug).default([]),
  description: description.optional(),
});

const team = z.strictObject({
  display: displayName,
  role: z.enum(["member", "platform"]).default("member").describe("platform: may act on every service"),
  slack: slackChannel.optional(),
  slackWebhook: secretName.optional().describe("Secret of this file that holds the webhook URL"),
  pagerduty: slug.optional(),
  pagerdutyKey: secretName.optional().describe("Secret of this file that holds the integration key"),
  pagerdutyServiceId: matching(/^[A-Z0-9]+$/, "an id such as P1A2B3C, as in the addresses of PagerDuty")
    .optional()
    .describe("Id of the PagerDuty service, for its card in Backstage"),
  email: email.optional(),
  github: gitHubTeam.optional().describe("Slug of its team in the organization of `github.owner`"),
  githubId: z.int().min(1).optional().describe("Number of that team; without it GitHub is asked for it"),
  msTeamsWebhook: secretName
    .optional()
    .describe("Secret of this file that holds the URL of the channel's webhook"),
  sso: z
    .strictObject({
      id: words,
      display: words,
      group: words,
      type: z.enum(["SAML", "LDAP", "OAUTH"]),
    })
    .optional()
    .describe("Identity-provider group; members are then never managed here"),
});

const secret = z.strictObject({
  description: description.max(1024).optional(),
  scope: scope.default("project"),
  secretManager: reference.default("harnessSecretManager"),
  env: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, { error: "an environment variable name such as GITHUB_TOKEN" })
    .optional()
    .describe("Variable that holds the value when `up` runs"),
  reference: words.optional().describe("Path inside an external secret manager"),
  expires: date.optional().describe("Day from which it is no longer accepted"),
  rotated: date.optional().describe("Day of the last rotation; needs rotateAfter"),
  rotateAfter: duration
    .optional()
    .describe("How long after `rotated` it is to be rotated again, such as 180d"),
});

export const platformFileSchema = z.strictObject({
  organization: container,
  project: container,
  console: url.default("https://app.harness.io/ng").describe("Base URL of the Harness console, for links"),
  repository: z.strictObject({
    connector: identifier.describe("GitHub connector of this file that reads the manifests"),
    name: repositoryPath,
    branch: branch.default("main"),
    manifests: z
      .string()
      .regex(/^(?!.*\.\.)[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/, {
        error: "a folder inside the repository such as generated",
      })
      .default("generated")
      .describe("Folder of everything that `manifests` generates"),
  }),
  registry: registry.describe("Image prefix of services without `image`"),
  registries: z
    .array(registry)
    .min(1)
    .optional()
    .describe(
      "Where images of services may come from, beside `registry`: hosts, or hosts with the beginning of a path. " +
        "Without it every registry may be named",
    ),
  ingress: z
    .strictObject({
      domain: domain.optional().describe("Services are <service>.<environment label>.<domain>"),
      class: kubernetesName.default("istio").describe("IngressClass of the clusters"),
    })
    .prefault({})
    .describe("How services are reached from outside"),
  regions: z.record(slug, z.strictObject({ name: words, role: z.enum(["primary", "dr"]) })),
  environments: z.record(slug, environment),
  clusters: z.record(slug, cluster),
  delegates: delegates
    .optional()
    .describe("Delegates are installed into the Kubernetes clusters, with these defaults"),
  sizes: z.record(slug, size),
  components: z.record(slug, z.strictObject({ description: words })).default({}),
  profiles: z.record(slug, profile),
  teams: z.record(slug, team),
  connectors: z.record(identifier, connector).default({}),
  secrets: z.record(identifier, secret).default({}),
  changeWindow: changeWindow.optional(),
  rings: z.array(ring).default([]).describe("In the order in which they get a new template version"),
  templates: z.record(identifier, templateUse).default({}).describe("Versions in use, by template"),
  verification: verification.prefault({}).describe("How new versions are verified, and by which metrics"),
  exemptions: z
    .record(serviceName, exemption)
    .default({})
    .describe("Services that may do less before production, by their name"),
  freezes: z.record(identifier, freeze).default({}).describe("Times in which nothing is deployed"),
  datadog: z
    .strictObject({ url, apiKey: secretName })
    .optional()
    .describe("Gets an event for every run of a pipeline (R-218)"),
  links: portalLinks.prefault({}).describe("Where links of portals such as Backstage lead to"),
  github: gitHub.optional().describe("The repository of the catalog; needs a stack that manages it"),
});

/** The platform with every default filled in. */
export type Platform = z.infer<typeof platformFileSchema>;
export type Environment = z.infer<typeof environment>;
export type Gate = z.infer<typeof gate>;
export type Cluster = z.infer<typeof cluster>;
export type Team = z.infer<typeof team>;
export type Secret = z.infer<typeof secret>;
export type Ring = z.infer<typeof ring>;
export type Freeze = z.infer<typeof freeze>;
export type Connector = Platform["connectors"][string];
