/** The stages of a service's pipeline: environment by environment, each behind its gate. */
import {
  approvalStage,
  approvalTemplate,
  bake,
  bakeStage,
  deployStage,
  deployTemplate,
  type StageTemplate,
} from "../../templates/pipelines/stages";
import type { Yaml } from "../../templates/pipelines/yaml";
import { sizeOf } from "../effective";
import type { Cluster, Service } from "../model";
import { identityOf, serviceNames, targetNames } from "../names";
import type { HostedEnvironment, PlanContext } from "./context";
import { infrastructureKey } from "./deliveryTarget";
import type { EnvironmentDeployment } from "./deployments";
import { approvalGate } from "./gates";
import type { ObjectKey } from "./model";
import { sortedSet } from "./sorting";
import { templateKey } from "./templateLibrary";

/** A stage with the objects its document refers to. */
export interface PlannedStage {
  readonly identifier: string;
  readonly yaml: Yaml;
  readonly refersTo: readonly ObjectKey[];
  /** Whether the stage deploys to production. */
  readonly production: boolean;
}

/** All stages, in the order they run: regions one after the other, the primary one first. */
export function stagesOf(
  context: PlanContext,
  service: Service,
  deployments: readonly EnvironmentDeployment[],
): PlannedStage[] {
  return deployments.flatMap((deployment, position) => [
    ...gateStage(context, service, deployment, position),
    ...deployment.clusters.map((cluster) => deploymentOf(service, deployment.environment, cluster)),
  ]);
}

/** A bake lets the environment before prove itself; where this account hosts none before, there is nothing to wait for. */
function gateStage(
  context: PlanContext,
  service: Service,
  { environment, clusters }: EnvironmentDeployment,
  position: number,
): PlannedStage[] {
  const { gate, label, key } = environment;
  if (gate.type === "bake" && position > 0) {
    const identifier = targetNames.bakeStage(label);
    return [gated(bake, identifier, bakeStage({ identifier, name: `Bake before ${label}` }, gate.duration))];
  }
  const approval = approvalGate(context, environment);
  if (approval === undefined) return [];
  const identifier = targetNames.approvalStage(label);
  const subject = {
    service: service.name,
    team: service.team,
    size: sizeOf(context.catalog, service, key).key,
    regions: clusters.map(({ region }) => region),
  };
  const yaml = approvalStage(approval, { identifier, name: `Approve ${label}` }, subject);
  return [gated(approvalTemplate(approval), identifier, yaml)];
}

function gated(template: StageTemplate, identifier: string, yaml: Yaml): PlannedStage {
  return { identifier, yaml, refersTo: [templateKey(template)], production: false };
}

function deploymentOf(service: Service, environment: HostedEnvironment, cluster: Cluster): PlannedStage {
  const { label, type } = environment;
  const { region, target } = cluster;
  const template = deployTemplate(service.target, service.archetype);
  const identifier = targetNames.stage(label, region);
  const yaml = deployStage(template, {
    identifier,
    name: `Deploy to ${label} ${region}`,
    service: serviceNames.service(identityOf(service)),
    environment: targetNames.environment(label),
    infrastructure: targetNames.infrastructure(label, region, target),
    delegateSelectors: sortedSet(cluster.delegateSelectors),
  });
  return {
    identifier,
    yaml,
    refersTo: [templateKey(template), infrastructureKey(environment, cluster)],
    production: type === "Production",
  };
}
