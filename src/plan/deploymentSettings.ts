/** What a deployment needs beside its place, by strategy and workload. */
import type { DeploymentSettings } from "../documents/stages";
import {
  blueGreenSettings,
  canarySettings,
  taskSettings,
  type Verification,
} from "../documents/stages/settings";
import type { Service, Strategy } from "../catalog/model";
import type { HostedEnvironment, PlanContext } from "./context";
import type { KeyedCluster } from "./deployments";

/** One deployment with what decides about its settings. */
export interface DeploymentCase {
  readonly environment: HostedEnvironment;
  readonly cluster: KeyedCluster;
  readonly strategy: Strategy;
}

/** Inputs of the template that deploys this case. */
export function deploymentSettings(
  context: PlanContext,
  service: Service,
  { environment, cluster, strategy }: DeploymentCase,
): DeploymentSettings {
  const { target, key } = cluster;
  if (service.archetype === "job")
    return target === "ecs" ? taskOf(context, service, environment, cluster) : {};
  if (strategy === "canary")
    return canarySettings(verificationOf(context, service), target === "kubernetes" ? 2 : 1);
  if (strategy === "blue-green")
    return blueGreenSettings(
      verificationOf(context, service),
      target === "ecs" ? service.loadBalancers[key] : undefined,
    );
  return {};
}

function verificationOf({ catalog }: PlanContext, { verify }: Service): Verification {
  const { first, second, sensitivity } = catalog.platform.verification;
  return {
    first: verify.first ?? first,
    second: verify.second ?? second,
    sensitivity: (verify.sensitivity ?? sensitivity).toUpperCase() as Verification["sensitivity"],
  };
}

function taskOf(
  { catalog }: PlanContext,
  service: Service,
  { label }: HostedEnvironment,
  { region }: DeploymentCase["cluster"],
): DeploymentSettings {
  const { connector, name: repository, branch, manifests } = catalog.platform.repository;
  const folder = `${manifests}/${service.name}/${label}/${region}`;
  return taskSettings({
    connector,
    repository,
    branch,
    taskDefinition: `${folder}/task-definition.yaml`,
    runTaskRequest: `${folder}/run-task-request.yaml`,
  });
}
