/** Where a service is deployed by this account, in order. */
import { clusterOf, effectiveRegions } from "../effective";
import type { Cluster, Service } from "../model";
import type { HostedEnvironment, PlanContext } from "./context";
import type { Notice } from "./model";
import { sortedSet } from "./sorting";

/** A cluster with its key in platform.yaml. */
export type KeyedCluster = Cluster & { readonly key: string };

/** An environment of a service with the clusters it is deployed to, the primary region first. */
export interface EnvironmentDeployment {
  readonly environment: HostedEnvironment;
  readonly clusters: readonly KeyedCluster[];
}

/** Environments in promotion order; empty when the service has none in this account. */
export function deploymentsOf(context: PlanContext, service: Service): EnvironmentDeployment[] {
  return hostedOf(context, service)
    .map((environment) => ({ environment, clusters: clustersOf(context, service, environment) }))
    .filter(({ clusters }) => clusters.length > 0);
}

/** Tells of regions a service asks for in vain. */
export function regionNotices(context: PlanContext, service: Service): Notice[] {
  return hostedOf(context, service).flatMap((environment) => {
    const effective = effectiveRegions(context.catalog, service, environment.key);
    const missing = sortedSet(service.regions).filter((region) => !effective.includes(region));
    if (missing.length === 0) return [];
    const message = `not deployed to ${environment.label} in ${missing.join(", ")}: no ${service.target} cluster there`;
    return [{ subject: service.name, message }];
  });
}

function hostedOf({ environments }: PlanContext, service: Service): HostedEnvironment[] {
  return environments.filter(({ key }) => service.environments.includes(key));
}

function clustersOf(context: PlanContext, service: Service, { key }: HostedEnvironment): KeyedCluster[] {
  return effectiveRegions(context.catalog, { ...service, regions: sortedSet(service.regions) }, key)
    .map((region) => clusterOf(context.catalog, key, region, service.target))
    .filter((cluster) => cluster !== undefined);
}
