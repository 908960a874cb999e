/**
 * The pods of a delegate and what keeps them running. Settings follow the public `harness-delegate-ng` chart and the
 * delegate's documentation (developer.harness.io, Delegate reference); numbers of seconds are from there unless said.
 */
import {
  managedBy,
  objectLabels,
  selectorLabels,
  type DelegateAccount,
  type DelegateSpec,
  type KubernetesObject,
} from "./model";

/** Port of the delegate's health and metrics. */
const healthPort = 3460;

/** Seconds a delegate gets to finish what it runs; Harness gives up on tasks of a delegate that takes longer. */
const gracePeriod = 600;

/** The namespace of the delegate. Its pods meet the strictest of the pod security standards. */
export function delegateNamespace({ namespace }: DelegateSpec): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: namespace,
      labels: { ...managedBy, "pod-security.kubernetes.io/enforce": "restricted" },
    },
  };
}

/**
 * Name of the Secret that holds the token. A new token gets a new Secret, so that pods of the old one keep what they
 * started with until the new ones are ready, and a rollback finds its Secret.
 */
export function tokenSecretName({ name, generation }: Pick<DelegateSpec, "name" | "generation">): string {
  return `${name}-token-${generation}`;
}

/** The Secret, around the value of the token. */
export function tokenSecret<Value>(spec: DelegateSpec, value: Value): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: tokenSecretName(spec), namespace: spec.namespace, labels: objectLabels(spec) },
    type: "Opaque",
    immutable: true,
    stringData: { DELEGATE_TOKEN: value },
  };
}

/** The pods. The number of replicas belongs to the autoscaler alone, or every run would set it back. */
export function deployment(spec: DelegateSpec, account: DelegateAccount): KubernetesObject {
  const { name, namespace } = spec;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels: objectLabels(spec) },
    spec: {
      minReadySeconds: 120,
      // one pod after the other, and the new one first
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      progressDeadlineSeconds: 900,
      selector: { matchLabels: selectorLabels(spec) },
      template: {
        metadata: {
          labels: objectLabels(spec),
          annotations: {
            "prometheus.io/scrape": "true",
            "prometheus.io/port": String(healthPort),
            "prometheus.io/path": "/api/metrics",
          },
        },
        spec: {
          serviceAccountName: name,
          terminationGracePeriodSeconds: gracePeriod,
          // the image's own user and group; readOnlyRootFilesystem needs another working directory, see docs/delegates.md
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1001,
            runAsGroup: 0,
            fsGroup: 1001,
            seccompProfile: { type: "RuntimeDefault" },
          },
          topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
            (topologyKey) => ({
              maxSkew: 1,
              topologyKey,
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: selectorLabels(spec) },
            }),
          ),
          containers: [container(spec, account)],
        },
      },
    },
  };
}

function container(spec: DelegateSpec, account: DelegateAccount) {
  const health = { httpGet: { path: "/api/health", port: healthPort, scheme: "HTTP" }, timeoutSeconds: 5 };
  return {
    name: "delegate",
    image: spec.image,
    imagePullPolicy: "IfNotPresent",
    ports: [{ name: "health", containerPort: healthPort }],
    resources: {
      requests: { cpu: spec.cpu, memory: spec.memory },
      limits: { memory: spec.memory },
    },
    startupProbe: { ...health, initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 40 },
    readinessProbe: { ...health, periodSeconds: 20, failureThreshold: 3 },
    livenessProbe: { ...health, initialDelaySeconds: 30, periodSeconds: 20, failureThreshold: 3 },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    envFrom: [{ secretRef: { name: tokenSecretName(spec) } }],
    env: environment(spec, account),
  };
}

/** Variables by name (developer.harness.io, Delegate environment variables). The token comes from its Secret. */
function environment(spec: DelegateSpec, { account, managerEndpoint }: DelegateAccount) {
  const values = {
    ACCOUNT_ID: account,
    CLIENT_TOOLS_DOWNLOAD_DISABLED: "true",
    DELEGATE_NAME: spec.name,
    DELEGATE_TAGS: spec.tags.join(","),
    DELEGATE_TYPE: "KUBERNETES",
    DEPLOY_MODE: "KUBERNETES",
    DYNAMIC_REQUEST_HANDLING: "false",
    JAVA_OPTS: "-Xms64M",
    LOG_STREAMING_SERVICE_URL: `${managerEndpoint}/log-service/`,
    MANAGER_HOST_AND_PORT: managerEndpoint,
    NEXT_GEN: "true",
  };
  return [
    ...Object.entries(values).map(([name, value]) => ({ name, value })),
    { name: "DELEGATE_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
  ];
}

/** Adds delegates while they are busy; takes one away at a time, no faster than one can finish its work. */
export function autoscaler(spec: DelegateSpec): KubernetesObject {
  const { name, namespace, minReplicas, maxReplicas } = spec;
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name, namespace, labels: objectLabels(spec) },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      minReplicas,
      maxReplicas,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
        },
      ],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: gracePeriod,
          policies: [{ type: "Pods", value: 1, periodSeconds: gracePeriod }],
        },
      },
    },
  };
}

/** Nodes are drained one delegate at a time. */
export function disruptionBudget(spec: DelegateSpec): KubernetesObject {
  const { name, namespace } = spec;
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name, namespace, labels: objectLabels(spec) },
    spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels(spec) } },
  };
}

/**
 * Nothing in the cluster needs to reach a delegate but what collects its metrics: it asks Harness for work by itself.
 * What it reaches is not limited, because connectors say where it goes. Probes come from the node and pass.
 */
export function networkPolicy(spec: DelegateSpec): KubernetesObject {
  const { name, namespace } = spec;
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, labels: objectLabels(spec) },
    spec: {
      podSelector: { matchLabels: selectorLabels(spec) },
      policyTypes: ["Ingress"],
      ingress: [{ ports: [{ protocol: "TCP", port: healthPort }] }],
    },
  };
}
