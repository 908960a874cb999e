/** What tells a good version from a bad one: a monitored service with its health sources. */
import {
  datadogSource,
  prometheusSource,
  type Metric,
  type HealthSourceSettings,
} from "../documents/healthSource";
import { isMonitored, isVerified, strategyOf } from "../catalog/effective";
import type { Platform, Service } from "../catalog/model";
import { identityOf, serviceNames, targetNames } from "../catalog/names";
import { connectorKey } from "./connectors";
import { projectInputs, type PlanContext } from "./context";
import type { EnvironmentDeployment } from "./deployments";
import type { Notice, ObjectKey, PlannedObject } from "./model";
import { sortedEntries, sortedSet } from "./sorting";
import { serviceTags, tagInputs } from "./tags";

type HealthSource = Platform["verification"]["healthSources"][string];

/**
 * One object for each environment in which the service is verified. Only there: each costs a call, and without a
 * verification nobody reads it.
 */
export function monitoredServices(
  context: PlanContext,
  service: Service,
  deployments: readonly EnvironmentDeployment[],
): PlannedObject[] {
  const sources = sourcesOf(context, service);
  return deployments
    .filter(({ environment }) => isMonitored(context.catalog, service, environment.key))
    .map(({ environment }) => monitoredService(context, service, environment.label, sources));
}

/** Tells of verifications that Harness will skip, because nothing is there to be compared. */
export function verificationNotices(
  context: PlanContext,
  service: Service,
  deployments: readonly EnvironmentDeployment[],
): Notice[] {
  if (sourcesOf(context, service).length > 0) return [];
  return verifiedIn(context, service, deployments).map(({ label, key }) => ({
    subject: service.name,
    message: `${strategyOf(context.catalog, service, key)} in ${label} is not verified: no health source for archetype ${service.archetype}`,
  }));
}

function verifiedIn(
  { catalog }: PlanContext,
  service: Service,
  deployments: readonly EnvironmentDeployment[],
): EnvironmentDeployment["environment"][] {
  if (service.archetype === "job") return [];
  return deployments
    .map(({ environment }) => environment)
    .filter(({ key }) => isVerified(strategyOf(catalog, service, key)));
}

function sourcesOf({ catalog }: PlanContext, { archetype }: Service): [string, HealthSource][] {
  return sortedEntries(catalog.platform.verification.healthSources).filter(([, { archetypes }]) =>
    archetypes.includes(archetype),
  );
}

function monitoredService(
  context: PlanContext,
  service: Service,
  label: string,
  sources: readonly [string, HealthSource][],
): PlannedObject {
  const identity = identityOf(service);
  const environment = targetNames.environment(label);
  const identifier = serviceNames.monitoredService(identity, label);
  const connectors = sortedSet(sources.map(([, { connector }]) => connectorKey(context, connector)));
  return {
    kind: "monitoredService",
    name: `${identity}_${label}`,
    inputs: {
      identifier,
      ...projectInputs(context),
      request: {
        name: identifier,
        type: "Application",
        serviceRef: serviceNames.service(identity),
        environmentRef: environment,
        tags: tagInputs(serviceTags(context, service)),
        healthSources: sources.map(([key, source]) => healthSource(key, source, service.name, label)),
      },
    },
    dependsOn: [`service/${identity}`, `environment/${environment}`, ...(connectors as ObjectKey[])],
  };
}

function healthSource(
  identifier: string,
  { type, connector, metrics }: HealthSource,
  service: string,
  environment: string,
): HealthSourceSettings & { readonly identifier: string; readonly name: string } {
  const named = (query: string) =>
    query.replaceAll("{service}", service).replaceAll("{environment}", environment);
  const filled: Metric[] = metrics.map(({ name, query, risk, instance }) => ({
    name,
    query: named(query),
    risk,
    instance,
  }));
  const build = type === "prometheus" ? prometheusSource : datadogSource;
  return { identifier, name: identifier, ...build(connector, filled) };
}
