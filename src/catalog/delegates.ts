/** Which delegates the platform installs, after defaults. Pure; used by the checks and by the plan. */
import { delegateNames } from "./names";
import { clusterDelegate, type Delegates } from "./schema/delegates";
import type { Cluster, Platform } from "./schema/platform";
import { compareText } from "@harness-catalog/problems/suggest";

/** A delegate that is installed into the Kubernetes cluster of an environment and region. */
export interface InstalledDelegate extends Delegates {
  /** Key of the cluster in platform.yaml. */
  readonly cluster: string;
  readonly environment: string;
  readonly region: string;
  readonly name: string;
  /** Everything it can be selected by: its name, which Harness adds by itself, environment, region, own tags. */
  readonly tags: readonly string[];
  /** Context of kubeconfig. */
  readonly context: string;
  readonly generation: string;
  readonly previousGeneration: string | undefined;
}

/** The settings that are written. */
function given(settings: Partial<Delegates>): Partial<Delegates> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

type Sections = Pick<Platform, "clusters" | "delegates">;

/** The delegates of all clusters, by cluster; none where platform.yaml has no `delegates`. */
export function installedDelegates({ clusters, delegates }: Sections): InstalledDelegate[] {
  if (delegates === undefined) return [];
  return Object.entries(clusters)
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([key, cluster]) => installed(delegates, key, cluster));
}

/** Whether every selector is a tag of the delegate: Harness wants all of them on one. */
export function answersTo({ tags }: Pick<InstalledDelegate, "tags">, selectors: readonly string[]): boolean {
  return selectors.every((selector) => tags.includes(selector));
}

function installed(defaults: Delegates, key: string, cluster: Cluster): InstalledDelegate[] {
  const own = cluster.delegate ?? clusterDelegate.parse({});
  if (cluster.target !== "kubernetes" || !own.install) return [];
  const { environment, region } = cluster;
  const {
    install: _install,
    name = delegateNames.delegate(environment, region),
    tags,
    context = key,
    tokenGeneration,
    previousTokenGeneration: previous,
    ...parts
  } = own;
  return [
    {
      ...defaults,
      ...given(parts),
      cluster: key,
      environment,
      region,
      name,
      tags: [...new Set([name, environment, region, ...tags])],
      context,
      generation: String(tokenGeneration),
      previousGeneration: previous === undefined ? undefined : String(previous),
    },
  ];
}
