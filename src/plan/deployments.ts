/** Where a service is deployed by this account, in order. */
import { clusterOf, effectiveRegions } from "../catalog/effective";
import type { Cluster, Service } from "../catalog/model";
import { targetNames } from "../catalog/names";
import { listWords } from "@harness-catalog/problems/suggest";
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

/**
 * Tells what a rename leaves running: workloads and namespaces carry the name of the service, Harness's objects its identity.
 */
export function renameNotices(context: PlanContext, service: Service): Notice[] {
  const { previousName, name, target } = service;
  if (previousName === undefined) return [];
  const deployments = deploymentsOf(context, service);
  if (deployments.length === 0) return [];
  const clusters = deployments.flatMap(({ clusters: own }) => own.map(({ key }) => key));
  const namespaces = deployments.flatMap(({ environment, clusters: own }) =>
    own.map(({ region }) => targetNames.namespace(environment.label, previousName, region)),
  );
  const cure =
    target === "kubernetes"
      ? `end it there: kubectl delete namespace ${namespaces.join(" ")}`
      : `delete the ECS services of ${previousName} in ${listWords(clusters)}`;
  const message = `the workload of the name before, ${previousName}, goes on running; once ${name} serves, ${cure}`;
  return [{ subject: name, message }];
}

function hostedOf({ environments }: PlanContext, service: Service): HostedEnvironment[] {
  return environments.filter(({ key }) => service.environments.includes(key));
}

function clustersOf(context: PlanContext, service: Service, { key }: HostedEnvironment): KeyedCluster[] {
  return effectiveRegions(context.catalog, { ...service, regions: sortedSet(service.regions) }, key)
    .map((region) => clusterOf(context.catalog, key, region, service.target))
    .filter((cluster) => cluster !== undefined);
}
