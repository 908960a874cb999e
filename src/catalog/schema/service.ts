/** One entry of `services:` in catalog/services.yaml. */
import { z } from "zod";
import { openingTimes, verifyDuration, verifySensitivity } from "./delivery";
import {
  archetypes,
  email,
  environmentValue,
  environmentVariable,
  identifier,
  requestPath,
  serviceName,
  slackChannel,
  slug,
  strategies,
  targets,
} from "./common";
import {
  serviceDescription,
  imageName,
  listenerArn,
  listenerRuleArn,
  loadBalancerName,
  matching,
  words,
} from "./text";
import { imageTagPattern, mostLabels } from "../names";

/** Tag of an image that always means the same one, as every pipeline asks for it. */
const imageTag = matching(
  new RegExp(`^(?:${imageTagPattern})$`),
  "a tag that never moves: a version such as v2.3.1 or 1.4.0-rc.1, or a Git commit of 7 to 40 hex digits",
).max(128);

const perEnvironment = <T extends z.ZodType>(value: T) => z.record(slug, value);

/** A named set of pipeline inputs that CI or a person can start a run with. */
const inputSet = z.strictObject({
  imageTag: imageTag.optional().describe("Image tag; without it the tag stays a run-time input"),
});

/** Starts the pipeline by the clock; every gate stays. */
const schedule = z.strictObject({
  cron: words.describe("Five fields, UTC: `0 6 * * 1-5`"),
  inputSet: identifier.describe("Input set of this service that gives the image tag"),
});

/** What an Application Load Balancer switches in a blue-green deployment on ECS. */
const loadBalancer = z.strictObject({
  loadBalancer: loadBalancerName,
  prodListener: listenerArn,
  prodListenerRuleArn: listenerRuleArn,
  stageListener: listenerArn,
  stageListenerRuleArn: listenerRuleArn,
});

export const serviceSchema = z.strictObject({
  name: serviceName.describe("Unique name; every derived name comes from it"),
  description: serviceDescription.max(1024).optional().describe("Free text, shown in Harness and Backstage"),
  archetype: z.enum(archetypes).default("api").describe("Kind of workload"),
  profile: slug.default("public-api").describe("Profile of platform.yaml: which components are switched on"),
  size: slug.default("medium").describe("Size of platform.yaml: CPU, memory and replicas"),
  environments: z.array(slug).min(1).default(["int", "pre", "prod"]).describe("Where it runs"),
  regions: z
    .array(slug)
    .min(1)
    .default(["euw1", "euw2"])
    .describe("Wanted regions; the effective ones are those the environment has"),
  team: slug.describe("Owning team of platform.yaml"),
  slack: slackChannel.optional().describe("Channel; default: the team's"),
  pagerduty: slug.optional().describe("PagerDuty service; default: the team's"),
  email: email.optional().describe("Address; default: the team's"),
  target: z.enum(targets).default("kubernetes").describe("Where it is deployed to"),
  resources: z
    .strictObject({ overrides: perEnvironment(z.strictObject({ size: slug })) })
    .optional()
    .describe("Per-environment size"),
  components: z.array(slug).default([]).describe("Extra kustomize components"),
  strategy: perEnvironment(z.enum(strategies)).default({}).describe("Rollout strategy by environment"),
  loadBalancers: z
    .record(slug, loadBalancer)
    .default({})
    .describe("By cluster of platform.yaml; needed for blue-green on ECS"),
  approvers: z
    .array(slug)
    .default([])
    .describe("Teams that approve production besides those of the gate, one approval each"),
  changeWindow: z
    .strictObject({ open: openingTimes })
    .optional()
    .describe("Narrows the platform's change window for this service"),
  verify: z
    .strictObject({
      first: verifyDuration.optional(),
      second: verifyDuration.optional(),
      sensitivity: verifySensitivity.optional(),
    })
    .default({})
    .describe("Verification of canaries and blue-green deployments; default: the platform's"),
  schedule: schedule.optional().describe("Starts the pipeline by the clock"),
  tags: z.array(slug).max(mostLabels).default([]).describe("Labels for search and cost"),
  providesApis: z.array(slug).default([]).describe("APIs it offers; each has one provider"),
  consumesApis: z.array(slug).default([]).describe("APIs it calls: provided ones, or names of services"),
  image: imageName.optional().describe("Image without tag; default: the platform registry and the name"),
  port: z
    .int()
    .min(1024)
    .max(65535)
    .default(8080)
    .describe("Port the container serves HTTP on; nobody is root"),
  healthPath: requestPath.default("/health").describe("Path that the probes ask"),
  env: z
    .record(environmentVariable, environmentValue)
    .default({})
    .describe("Environment variables of the container, no secrets"),
  cron: words
    .optional()
    .describe("When a scheduler runs: five fields as Kubernetes reads them, UTC (default: every hour)"),
  inputSets: z.record(identifier, inputSet).default({}).describe("Named inputs for starting the pipeline"),
  prodWithoutPre: z
    .boolean()
    .default(false)
    .describe(
      "No longer allowed here: `exemptions` of platform.yaml, which only the platform team can change",
    ),
  previousName: serviceName
    .optional()
    .describe(
      "The name it was created under. Keep it for good: Harness identifiers come from it, so a rename loses nothing",
    ),
});

export const servicesFileSchema = z.strictObject({
  services: z.array(serviceSchema).describe("One entry per service, sorted by name"),
});

/** The file of one team: its entries need not name the team. */
export const teamFileSchema = z.strictObject({
  services: z.array(serviceSchema.partial({ team: true })).describe("One entry per service, sorted by name"),
});

/** A service with every default filled in. */
export type Service = z.infer<typeof serviceSchema>;
