/** The stages of a service's pipeline: environment by environment, each behind its gates. */
import { deployStage } from "../documents/stages";
import { deployTemplate } from "../catalog/library/deploy";
import { strategyOf } from "../catalog/effective";
import type { Service } from "../catalog/model";
import { identityOf, serviceNames, targetNames } from "../catalog/names";
import type { HostedEnvironment, PlanContext } from "./context";
import type { EnvironmentDeployment, KeyedCluster } from "./deployments";
import { deploymentSettings } from "./deploymentSettings";
import { gateStages } from "./gates";
import { infrastructureKey } from "./infrastructureKey";
import { serviceLink } from "./links";
import type { PlannedStage } from "./plannedStage";
import { sortedSet } from "./sorting";

/** All stages, in the order they run: regions one after the other, the primary one first. */
export function stagesOf(
  context: PlanContext,
  service: Service,
  deployments: readonly EnvironmentDeployment[],
): PlannedStage[] {
  return deployments.flatMap((deployment, position) => [
    ...gateStages(context, service, deployment, position),
    ...deployment.clusters.map((cluster) => deploymentOf(context, service, deployment.environment, cluster)),
  ]);
}

function deploymentOf(
  context: PlanContext,
  service: Service,
  environment: HostedEnvironment,
  cluster: KeyedCluster,
): PlannedStage {
  const { label, type, key } = environment;
  const { region, target } = cluster;
  const strategy = strategyOf(context.catalog, service, key);
  const link = serviceLink(context, service, deployTemplate(target, service.archetype, strategy));
  const identifier = targetNames.stage(label, region);
  const yaml = deployStage(link, {
    identifier,
    name: `Deploy to ${label} ${region}`,
    service: serviceNames.service(identityOf(service)),
    environment: targetNames.environment(label),
    infrastructure: targetNames.infrastructure(label, region, target),
    delegateSelectors: sortedSet(cluster.delegateSelectors),
    settings: deploymentSettings(context, service, { environment, cluster, strategy }),
  });
  return {
    identifier,
    yaml,
    refersTo: [link.key, infrastructureKey(environment, cluster)],
    production: type === "Production",
  };
}
