/** Where a stage deploys to: one cluster of an environment in a region. */
import { entityHead, type Entity } from "./entity";
import { environmentName, infrastructureKey, serviceName } from "./expression";
import { renderYaml, type YamlMap } from "./yaml";

/** A cluster, by what Harness needs to reach it. */
export type ClusterSpec =
  | { readonly target: "kubernetes"; readonly connector: string; readonly region: string }
  | {
      readonly target: "ecs";
      readonly connector: string;
      readonly awsRegion: string;
      readonly cluster: string;
    };

/** Names of a target in a Harness infrastructure. */
export const infrastructureTypes = {
  kubernetes: { deploymentType: "Kubernetes", type: "KubernetesDirect" },
  ecs: { deploymentType: "ECS", type: "ECS" },
} as const;

/**
 * The infrastructure document. Its name is the region, which `<+infra.name>` gives back in manifest paths.
 * `allowSimultaneousDeployments: false`: one deployment at a time.
 */
export function renderInfrastructure(entity: Entity, environment: string, cluster: ClusterSpec): string {
  return renderYaml("infrastructureDefinition", {
    ...entityHead(entity),
    environmentRef: environment,
    ...infrastructureTypes[cluster.target],
    spec: specOf(cluster),
    allowSimultaneousDeployments: false,
  });
}

function specOf(cluster: ClusterSpec): YamlMap {
  if (cluster.target === "ecs") {
    return { connectorRef: cluster.connector, region: cluster.awsRegion, cluster: cluster.cluster };
  }
  return {
    connectorRef: cluster.connector,
    namespace: `${environmentName}-${serviceName}-${cluster.region}`,
    releaseName: `release-${infrastructureKey}`,
  };
}
