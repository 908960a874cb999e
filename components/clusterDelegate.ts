/** The delegate of one cluster. Loads the Kubernetes SDK, so import it late and only where delegates are installed. */
import * as apps from "@pulumi/kubernetes/apps/v1";
import * as autoscaling from "@pulumi/kubernetes/autoscaling/v2";
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as policy from "@pulumi/kubernetes/policy/v1";
import { Provider } from "@pulumi/kubernetes/provider";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedDelegate } from "../src/plan/model";
import {
  delegateObjects,
  delegateResourceName,
  tokenSecret,
  type KubernetesObject,
} from "../src/documents/delegates";

/** What a cluster's delegate is registered from. */
export interface ClusterDelegateArgs {
  readonly delegate: PlannedDelegate;
  /** Value of the token the delegate proves itself with. */
  readonly token: pulumi.Input<string | undefined>;
  /** Content of the kubeconfig; undefined: the one that kubectl would take. */
  readonly kubeconfig?: pulumi.Input<string> | undefined;
}

/** A class of `@pulumi/kubernetes`, whose own arguments nobody can name who holds an object of any kind. */
type KubernetesClass = new (
  name: string,
  args: never,
  opts?: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

const classes: Readonly<Record<string, KubernetesClass>> = {
  ClusterRole: rbac.ClusterRole,
  Deployment: apps.Deployment,
  HorizontalPodAutoscaler: autoscaling.HorizontalPodAutoscaler,
  Namespace: core.Namespace,
  NetworkPolicy: networking.NetworkPolicy,
  PodDisruptionBudget: policy.PodDisruptionBudget,
  RoleBinding: rbac.RoleBinding,
  Secret: core.Secret,
  ServiceAccount: core.ServiceAccount,
};

/** Time a rollout may take: pods start in up to 7, are watched for 2, and go one after the other. */
const rollout = "60m";

/** A delegate with its provider. Type token: `harness-catalog:components:ClusterDelegate`. */
export class ClusterDelegate extends pulumi.ComponentResource {
  private readonly made = new Map<string, pulumi.Resource>();

  constructor(args: ClusterDelegateArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const { delegate, token, kubeconfig } = args;
    super("harness-catalog:components:ClusterDelegate", delegate.cluster, {}, opts);
    const provider = new Provider(
      delegate.cluster,
      {
        context: delegate.context,
        // Another kubeconfig or another name of the context is still the same cluster: without this all would be replaced
        clusterIdentifier: delegate.cluster,
        ...(kubeconfig === undefined ? {} : { kubeconfig }),
      },
      { parent: this },
    );
    for (const object of delegateObjects(delegate.spec, delegate.account)) {
      if (object.kind === "Deployment") {
        this.register(delegate, provider, tokenSecret(delegate.spec, pulumi.secret(token)));
      }
      this.register(delegate, provider, object);
    }
    this.registerOutputs({});
  }

  private register({ cluster, spec }: PlannedDelegate, provider: Provider, object: KubernetesObject): void {
    const { kind, metadata } = object;
    const Class = classes[kind];
    if (Class === undefined) throw new Error(`no class for ${kind}`);
    const elsewhere = metadata.namespace !== undefined && metadata.namespace !== spec.namespace;
    // kubeconform (in the tests) and the API server are the type check of what comes in one list.
    const resource = new Class(delegateResourceName(cluster, spec, object), object as never, {
      parent: this,
      provider,
      dependsOn: this.dependencies(object),
      ...(kind === "Deployment" ? { customTimeouts: { create: rollout, update: rollout } } : {}),
      // What runs in the namespace of a service is not ours to end
      ...(kind === "Namespace" && metadata.name !== spec.namespace ? { retainOnDelete: true } : {}),
    });
    this.made.set([kind, ...(elsewhere ? [metadata.namespace] : []), metadata.name].join("/"), resource);
  }

  /** The pods start when all else is there, so that no run reaches a delegate without its rights. */
  private dependencies({ kind, metadata }: KubernetesObject): pulumi.Resource[] {
    if (kind === "Deployment") return [...this.made.values()];
    const needed =
      kind === "PodDisruptionBudget" || kind === "HorizontalPodAutoscaler"
        ? this.made.get(`Deployment/${metadata.name}`)
        : this.made.get(`Namespace/${metadata.namespace ?? ""}`);
    return needed === undefined ? [] : [needed];
  }
}
