/** What the Kubernetes objects of a delegate are made from, and what they are. */

/** A namespace that the delegate deploys one service into. */
export interface TargetNamespace {
  /** `prod-payment-service-euw1`. */
  readonly namespace: string;
  readonly service: string;
  readonly team: string;
}

/** One delegate in one cluster, without anything of the account it belongs to. */
export interface DelegateSpec {
  readonly name: string;
  /** Namespace of the delegate itself. */
  readonly namespace: string;
  readonly image: string;
  /** Tags beside its name, which Harness adds by itself. */
  readonly tags: readonly string[];
  /** Generation of its token. */
  readonly generation: string;
  readonly cpu: string;
  readonly memory: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Where it deploys to, and nowhere else. */
  readonly targets: readonly TargetNamespace[];
}

/** The account a delegate registers with. */
export interface DelegateAccount {
  readonly account: string;
  /** Harness as the delegate reaches it, without a slash at its end. */
  readonly managerEndpoint: string;
}

/** A Kubernetes object as `kubectl apply` takes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [member: string]: unknown;
}

/** Labels that select the pods of a delegate; fixed for its life, because a Deployment cannot change its selector. */
export function selectorLabels({ name }: Pick<DelegateSpec, "name">): Record<string, string> {
  return { "app.kubernetes.io/name": "harness-delegate", "app.kubernetes.io/instance": name };
}

/** Labels of every object of a delegate. */
export function objectLabels(spec: Pick<DelegateSpec, "name">): Record<string, string> {
  return { ...selectorLabels(spec), ...managedBy };
}

/** Marks what this project made. */
export const managedBy = { "app.kubernetes.io/managed-by": "harness-catalog" } as const;
