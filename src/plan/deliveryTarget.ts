/** Where services are delivered to: an environment with its clusters. */
import { renderEnvironment } from "../documents/environment";
import { infrastructureTypes, renderInfrastructure, type ClusterSpec } from "../documents/infrastructure";
import type { Cluster } from "../catalog/model";
import { targetNames } from "../catalog/names";
import { connectorKey } from "./connectors";
import { projectInputs, projectKeys, type HostedEnvironment, type PlanContext } from "./context";
import { delegateTokens } from "./delegates";
import { hotfixObjects } from "./hotfix";
import { infrastructureKey } from "./infrastructureKey";
import type { ObjectKey, PlannedObject, PlanUnit } from "./model";
import { sortedEntries, sortedSet } from "./sorting";
import { orderedTags, ownerTags, tagInputs } from "./tags";

/** The unit of an environment. It stays when its last service leaves. */
export function deliveryTarget(context: PlanContext, environment: HostedEnvironment): PlanUnit {
  const clusters = sortedEntries(context.catalog.platform.clusters)
    .map(([, cluster]) => cluster)
    .filter((cluster) => cluster.environment === environment.key)
    .flatMap((cluster) => [
      ...clusterObjects(context, environment, cluster),
      ...hotfixObjects(context, environment, cluster, infrastructureKey(environment, cluster)),
    ]);
  return {
    component: "DeliveryTarget",
    name: environment.key,
    objects: [environmentObject(context, environment), ...clusters, ...delegateTokens(context, environment)],
  };
}

function environmentObject(context: PlanContext, environment: HostedEnvironment): PlannedObject {
  const { label, type, description } = environment;
  const identifier = targetNames.environment(label);
  const tags = ownerTags(context);
  const entity = { scope: context.project, identifier, name: label, description, tags: orderedTags(tags) };
  return {
    kind: "environment",
    name: identifier,
    inputs: {
      identifier,
      name: label,
      ...projectInputs(context),
      type,
      ...(description === undefined ? {} : { description }),
      tags: tagInputs(tags),
      yaml: renderEnvironment(entity, type),
    },
    dependsOn: projectKeys(context),
  };
}

function clusterObjects(
  context: PlanContext,
  environment: HostedEnvironment,
  cluster: Cluster,
): PlannedObject[] {
  const { label } = environment;
  const { ecs, region } = cluster;
  if (ecs !== undefined) {
    const { connector, awsRegion } = ecs;
    const spec: ClusterSpec = { target: "ecs", connector, awsRegion, cluster: ecs.cluster };
    return [infrastructureObject(context, environment, cluster, spec, connectorKey(context, connector))];
  }
  const connector = targetNames.kubernetesConnector(label, region);
  const spec: ClusterSpec = { target: "kubernetes", connector, region };
  return [
    kubernetesConnector(context, connector, cluster),
    infrastructureObject(context, environment, cluster, spec, `kubernetesConnector/${connector}`),
  ];
}

/** Reaches the cluster with the rights of the delegate that runs in it. */
function kubernetesConnector(context: PlanContext, identifier: string, cluster: Cluster): PlannedObject {
  return {
    kind: "kubernetesConnector",
    name: identifier,
    inputs: {
      identifier,
      name: identifier,
      ...projectInputs(context),
      tags: tagInputs(ownerTags(context)),
      inheritFromDelegate: { delegateSelectors: sortedSet(cluster.delegateSelectors) },
    },
    dependsOn: projectKeys(context),
  };
}

function infrastructureObject(
  context: PlanContext,
  { label }: HostedEnvironment,
  { region, target }: Cluster,
  spec: ClusterSpec,
  connector: ObjectKey,
): PlannedObject {
  const identifier = targetNames.infrastructure(label, region, target);
  const environment = targetNames.environment(label);
  const tags = ownerTags(context);
  const entity = { scope: context.project, identifier, name: region, tags: orderedTags(tags) };
  return {
    kind: "infrastructure",
    name: identifier,
    inputs: {
      identifier,
      name: region,
      ...projectInputs(context),
      envId: environment,
      ...infrastructureTypes[target],
      tags: tagInputs(tags),
      yaml: renderInfrastructure(entity, environment, spec),
    },
    dependsOn: [`environment/${environment}`, connector],
  };
}
