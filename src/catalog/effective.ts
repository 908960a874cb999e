/** What a service gets in the end, after defaults of the platform and of its team. */
import type { Catalog, Cluster, Service, Strategy, Target } from "./model";
import type { Platform } from "./schema/platform";
import { compareText } from "@harness-catalog/problems/suggest";

/** Anything that holds a platform; the checks use these functions before a whole catalog exists. */
export type HasPlatform = Pick<Catalog, "platform">;

/** Catalog keys of environments in promotion order, whatever the order they are listed in. */
export function orderedEnvironments(
  platform: Pick<Platform, "environments">,
  keys: readonly string[],
): string[] {
  const order = (key: string) => platform.environments[key]?.order ?? Number.MAX_SAFE_INTEGER;
  return [...keys].sort((a, b) => order(a) - order(b) || compareText(a, b));
}

/** The cluster of an environment and region for a target, with its key; undefined when there is none. */
export function clusterOf(
  catalog: HasPlatform,
  environment: string,
  region: string,
  target: Target,
): (Cluster & { readonly key: string }) | undefined {
  const found = Object.entries(catalog.platform.clusters).find(
    ([, cluster]) =>
      cluster.environment === environment && cluster.region === region && cluster.target === target,
  );
  return found === undefined ? undefined : { key: found[0], ...found[1] };
}

/**
 * Regions a service is deployed to in an environment: those it asks for and for which the environment has a
 * cluster of its target, the primary region first (R-56, C-14).
 */
export function effectiveRegions(
  catalog: HasPlatform,
  service: Pick<Service, "regions" | "target">,
  environment: string,
): string[] {
  const rank = (region: string) => (catalog.platform.regions[region]?.role === "primary" ? 0 : 1);
  return service.regions
    .filter((region) => clusterOf(catalog, environment, region, service.target) !== undefined)
    .sort((a, b) => rank(a) - rank(b) || compareText(a, b));
}

/** A size of the platform with its key. */
export type EffectiveSize = Platform["sizes"][string] & { readonly key: string };

/** The size of a service in an environment: its override there, or its base size. */
export function sizeOf(
  catalog: HasPlatform,
  service: Pick<Service, "size" | "resources">,
  environment: string,
): EffectiveSize {
  const key = service.resources?.overrides[environment]?.size ?? service.size;
  const size = catalog.platform.sizes[key];
  if (size === undefined) throw new Error(`size ${key} is not part of the platform`);
  return { key, ...size };
}

/** Whether workloads of an archetype run all the time and are asked over HTTP; the others run to their end. */
export function servesHttp(archetype: Service["archetype"]): boolean {
  return archetype !== "job" && archetype !== "scheduler";
}

/**
 * How a new version gets out in an environment: as the service says, else by canary in production where a workload is
 * one Kubernetes Deployment, else rolling (C-18, R-203).
 */
export function strategyOf(
  { platform }: HasPlatform,
  { strategy, target, archetype }: Pick<Service, "strategy" | "target" | "archetype">,
  environment: string,
): Strategy {
  const production = platform.environments[environment]?.type === "Production";
  const hasCanary = production && target === "kubernetes" && servesHttp(archetype);
  return strategy[environment] ?? (hasCanary ? "canary" : "rolling");
}

/** Strategies that put the new version beside the old one and verify it before everybody gets it. */
export function isVerified(strategy: Strategy): boolean {
  return strategy !== "rolling";
}

/**
 * Whether a service is verified in an environment by a monitored service of its own: each costs a call, and without a
 * verification and health sources nobody would read it.
 */
export function isMonitored(
  catalog: HasPlatform,
  service: Pick<Service, "strategy" | "target" | "archetype" | "regions">,
  environment: string,
): boolean {
  const { archetype } = service;
  const sources = Object.values(catalog.platform.verification.healthSources);
  return (
    archetype !== "job" &&
    sources.some(({ archetypes }) => archetypes.includes(archetype)) &&
    effectiveRegions(catalog, service, environment).length > 0 &&
    isVerified(strategyOf(catalog, service, environment))
  );
}

/** Teams that approve an environment for a service, in order, each once; `owner` stands for its own team. */
export function approversOf(
  { platform }: HasPlatform,
  service: Pick<Service, "approvers" | "team">,
  environment: string,
): string[] {
  const found = platform.environments[environment];
  if (found?.gate.type !== "approval") return [];
  const own = found.type === "Production" ? service.approvers : [];
  return [...new Set([...found.gate.approvers, ...own])];
}

/** Where people are told about a service. */
export interface Contact {
  readonly slack?: string;
  /** Secret of platform.yaml that holds the webhook of the channel. */
  readonly slackWebhook?: string;
  readonly pagerduty?: string;
  /** Secret of platform.yaml that holds the integration key of the PagerDuty service. */
  readonly pagerdutyKey?: string;
  readonly email?: string;
}

/**
 * The service's own contact details, completed by its team's. The webhook and the key are those that
 * belong to the channel and the PagerDuty service: a service that names another team's gets that team's.
 */
export function contactOf(
  catalog: HasPlatform,
  service: Pick<Service, "team" | "slack" | "pagerduty" | "email">,
): Contact {
  const { teams } = catalog.platform;
  const own = teams[service.team];
  const others = Object.keys(teams)
    .sort()
    .map((key) => teams[key]);
  const inTurn = [own, ...others].filter((team) => team !== undefined);
  const slack = service.slack ?? own?.slack;
  const pagerduty = service.pagerduty ?? own?.pagerduty;
  return defined({
    slack,
    slackWebhook: inTurn.find((team) => team.slack === slack && team.slackWebhook !== undefined)
      ?.slackWebhook,
    pagerduty,
    pagerdutyKey: inTurn.find((team) => team.pagerduty === pagerduty && team.pagerdutyKey !== undefined)
      ?.pagerdutyKey,
    email: service.email ?? own?.email,
  });
}

/** Kustomize components of a service: its profile's, then its own, each once. */
export function componentsOf(
  catalog: HasPlatform,
  service: Pick<Service, "profile" | "components">,
): string[] {
  const ofProfile = catalog.platform.profiles[service.profile]?.components ?? [];
  return [...new Set([...ofProfile, ...service.components])];
}

function defined<T extends object>(record: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };
}
