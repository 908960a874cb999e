/** The delegates of an account: one in every Kubernetes cluster it hosts, and their tokens in Harness. */
import type { DelegateSpec, TargetNamespace } from "../documents/delegates/model";
import { installedDelegates, type InstalledDelegate } from "../catalog/delegates";
import type { Service } from "../catalog/model";
import { delegateNames, targetNames } from "../catalog/names";
import { projectInputs, projectKeys, type HostedEnvironment, type PlanContext } from "./context";
import { deploymentsOf } from "./deployments";
import { keyOf, type Notice, type ObjectKey, type PlannedDelegate, type PlannedObject } from "./model";

/** Harness as delegates of the public service reach it. */
export const publicManager = "https://app.harness.io";

/** The delegates of the clusters of this account, by cluster. `services` are those that this account delivers. */
export function plannedDelegates(context: PlanContext, services: readonly Service[]): PlannedDelegate[] {
  const hosted = hostedDelegates(context);
  if (hosted.length === 0) return [];
  const targets = targetsByCluster(context, services);
  return hosted.map((delegate) => {
    const { cluster, generation, managerEndpoint } = delegate;
    return {
      cluster,
      context: delegate.context,
      spec: specOf(delegate, targets.get(cluster) ?? []),
      account: {
        account: context.scope.account,
        managerEndpoint: managerOf(managerEndpoint ?? context.scope.endpoint ?? publicManager),
      },
      token: keyOf(tokenObject(context, delegate, generation)),
    };
  });
}

/**
 * Tokens of the delegates of an environment: the one in use, and one that is being replaced by hand. A token can carry no
 * mark, so it comes after its environment, which can: nobody gets as far as another owner's token.
 */
export function delegateTokens(context: PlanContext, environment: HostedEnvironment): PlannedObject[] {
  if (context.scope.delegateTokens !== true) return [];
  const after: ObjectKey = `environment/${targetNames.environment(environment.label)}`;
  return hostedDelegates(context)
    .filter((delegate) => delegate.environment === environment.key)
    .flatMap((delegate) =>
      [delegate.previousGeneration, delegate.generation]
        .filter((generation) => generation !== undefined)
        .map((generation) => ({ ...tokenObject(context, delegate, generation), dependsOn: [after] })),
    );
}

/** Says what would be installed where, for stacks that install delegates. */
export function delegateNotices(delegates: readonly PlannedDelegate[]): Notice[] {
  return delegates.map(({ spec, context }) => ({
    subject: spec.name,
    message:
      `${spec.image}, ${spec.minReplicas} to ${spec.maxReplicas} replicas, by context ${context}, ` +
      `may deploy to ${spec.targets.length} namespaces`,
  }));
}

function hostedDelegates({ catalog, environments }: PlanContext): InstalledDelegate[] {
  const hosted = new Set(environments.map(({ key }) => key));
  return installedDelegates(catalog.platform).filter(({ environment }) => hosted.has(environment));
}

/**
 * A token is named after its generation, and so is the Pulumi resource: a new generation is a new object beside the old
 * one, and the engine deletes only after everything else is done. What uses the token has moved on by then.
 */
function tokenObject(context: PlanContext, { name }: InstalledDelegate, generation: string): PlannedObject {
  return {
    kind: "delegatetoken",
    name: `${name}-${generation}`,
    inputs: {
      accountId: context.scope.account,
      name: delegateNames.token(name, context.scope.stack, generation),
      ...projectInputs(context),
    },
    dependsOn: projectKeys(context),
  };
}

function specOf(delegate: InstalledDelegate, targets: readonly TargetNamespace[]): DelegateSpec {
  const { name, namespace, image, tags, generation, cpu, memory, minReplicas, maxReplicas } = delegate;
  return {
    name,
    namespace,
    image,
    tags: tags.filter((tag) => tag !== name),
    generation,
    cpu,
    memory,
    minReplicas,
    maxReplicas,
    targets,
  };
}

/** Namespaces of the services by the cluster they are deployed to, in the order of the services. */
function targetsByCluster(
  context: PlanContext,
  services: readonly Service[],
): Map<string, TargetNamespace[]> {
  const found = new Map<string, TargetNamespace[]>();
  for (const service of services) {
    for (const { environment, clusters } of deploymentsOf(context, service)) {
      for (const { key, region, target } of clusters) {
        if (target !== "kubernetes") continue;
        const namespace = targetNames.namespace(environment.label, service.name, region);
        const targets = found.get(key) ?? [];
        targets.push({ namespace, service: service.name, team: service.team });
        found.set(key, targets);
      }
    }
  }
  return found;
}

/** The address of the API ends in `/gateway`, that of the manager does not. */
function managerOf(endpoint: string): string {
  return endpoint.replace(/\/+$/, "").replace(/\/gateway$/, "");
}
