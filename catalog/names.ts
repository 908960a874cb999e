/**
 * The only place where an identifier is spelled. Nobody else replaces hyphens or concatenates identifiers.
 */

/** Harness identifier of a slug: hyphens become underscores. Reversible, because a slug holds no underscore. */
export function harnessId(slug: string): string {
  return slug.replaceAll("-", "_");
}

/** Names derived from a service. */
export const serviceNames = {
  /** Harness service identifier: `payment_service`. */
  service: (name: string) => harnessId(name),
  /** Harness pipeline identifier: `payment_service_cd`. */
  pipeline: (name: string) => `${harnessId(name)}_cd`,
  /** Display name of the pipeline: `payment-service-cd`. */
  pipelineDisplay: (name: string) => `${name}-cd`,
  /** Trigger identifier, unique per pipeline only. */
  imageTrigger: () => "new_image",
  /** Input set identifier: `payment_service_prod`. */
  inputSet: (name: string, set: string) => `${harnessId(name)}_${set}`,
} as const;

/** Names derived from an environment (by its label, `int-stable`) and a region. */
export const targetNames = {
  environment: (label: string) => harnessId(label),
  /** `int_stable_euw1_k8s` or `int_stable_euw1_ecs`. */
  infrastructure: (label: string, region: string, target: "kubernetes" | "ecs") =>
    `${harnessId(label)}_${harnessId(region)}_${target === "kubernetes" ? "k8s" : "ecs"}`,
  /** `k8s_connector_int_stable_euw1`. */
  kubernetesConnector: (label: string, region: string) =>
    `k8s_connector_${harnessId(label)}_${harnessId(region)}`,
  /** Stage identifier: `int_stable_euw1`. */
  stage: (label: string, region: string) => `${harnessId(label)}_${harnessId(region)}`,
  /** Kubernetes namespace of a service: `prod-payment-service-euw1`. */
  namespace: (label: string, service: string, region: string) => `${label}-${service}-${region}`,
} as const;

/** Names derived from a team. */
export const teamNames = {
  /** Harness user group: `payments_team`; referred to as `account.payments_team`. */
  group: (team: string) => harnessId(team),
  groupRef: (team: string) => `account.${harnessId(team)}`,
  resourceGroup: (team: string) => `${harnessId(team)}_resources`,
  assignment: (team: string) => `${harnessId(team)}_assignment`,
} as const;
