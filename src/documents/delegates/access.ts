/**
 * What a delegate may do: manage workloads in the namespaces of the services it deploys, and nothing anywhere else. One
 * ClusterRole holds the verbs, and is bound namespace by namespace: there is no ClusterRoleBinding, and no right to
 * make namespaces, roles or bindings.
 */
import {
  managedBy,
  objectLabels,
  type DelegateSpec,
  type KubernetesObject,
  type TargetNamespace,
} from "./model";

const everything = ["get", "list", "watch", "create", "update", "patch", "delete"];
const reading = ["get", "list", "watch"];

/**
 * Kinds that the manifests of services hold, and what Harness needs besides: it keeps its release history in Secrets and
 * ConfigMaps and follows pods and events (developer.harness.io, Kubernetes cluster connector settings, Deployments).
 */
export const deployerRules = [
  {
    apiGroups: [""],
    resources: ["configmaps", "secrets", "serviceaccounts", "services"],
    verbs: everything,
  },
  { apiGroups: [""], resources: ["pods"], verbs: [...reading, "delete"] },
  { apiGroups: [""], resources: ["events", "namespaces", "pods/log"], verbs: reading },
  { apiGroups: ["apps"], resources: ["deployments", "deployments/scale"], verbs: everything },
  { apiGroups: ["apps"], resources: ["replicasets"], verbs: reading },
  { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: everything },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: everything },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: everything },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses", "networkpolicies"], verbs: everything },
  {
    apiGroups: ["networking.istio.io"],
    resources: ["destinationrules", "virtualservices"],
    verbs: everything,
  },
  {
    apiGroups: ["security.istio.io"],
    resources: ["authorizationpolicies", "peerauthentications"],
    verbs: everything,
  },
];

const rbac = "rbac.authorization.k8s.io";

/** The identity of the delegate's pods. */
export function serviceAccount(spec: DelegateSpec): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: spec.name, namespace: spec.namespace, labels: objectLabels(spec) },
  };
}

/** The verbs, without any place they hold in. */
export function deployerRole(spec: DelegateSpec): KubernetesObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: "ClusterRole",
    metadata: { name: roleName(spec), labels: objectLabels(spec) },
    rules: deployerRules,
  };
}

/** The namespace of a service. */
export function targetNamespace({ namespace, service, team }: TargetNamespace): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: namespace,
      labels: { ...managedBy, "harness-catalog/service": service, "harness-catalog/team": team },
    },
  };
}

/** Lets the delegate work in the namespace of a service. */
export function targetBinding(spec: DelegateSpec, { namespace, service }: TargetNamespace): KubernetesObject {
  return {
    apiVersion: `${rbac}/v1`,
    kind: "RoleBinding",
    metadata: {
      name: roleName(spec),
      namespace,
      labels: { ...managedBy, "harness-catalog/service": service },
    },
    roleRef: { apiGroup: rbac, kind: "ClusterRole", name: roleName(spec) },
    subjects: [{ kind: "ServiceAccount", name: spec.name, namespace: spec.namespace }],
  };
}

function roleName({ name }: DelegateSpec): string {
  return `${name}-deployer`;
}
