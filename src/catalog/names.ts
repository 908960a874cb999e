/**
 * The only place where an identifier is spelled. Nobody else replaces hyphens or concatenates identifiers.
 */

/** Harness identifier of a slug: hyphens become underscores. Reversible, because a slug holds no underscore. */
export function harnessId(slug: string): string {
  return slug.replaceAll("-", "_");
}

/**
 * The name a service was created under. Every Harness identifier and every Pulumi name comes from it for life, so that a
 * rename changes what people read and keeps the pipeline with its executions.
 */
export function identityOf(service: {
  readonly name: string;
  readonly previousName?: string | undefined;
}): string {
  return service.previousName ?? service.name;
}

/**
 * Tags that always mean the same image: a version (`v2.3.1`, `1.4.0-rc.1`) or a Git commit of 7 to 40 hex digits.
 * `latest` and branch names do not match. Written without groups, because the expression stands inside `.regex(…)`.
 */
export const imageTagPattern = "^v?[0-9]+[.][0-9]+[.][0-9]+[-.0-9A-Za-z]*$|^[0-9a-f]{7,40}$";

/** Keys of tags that say what a service is and who made its objects; a label of an entry must not be one of them. */
export const ownTagKeys = [
  "service",
  "team",
  "archetype",
  "size",
  "managed_by",
  "catalog_stack",
  "catalog_prod_without_pre",
] as const;

/** Identifier of a metric in its health source, of its name. */
export function metricId(name: string): string {
  return name.replace(/[^0-9a-zA-Z_]/g, "_");
}

/** Field of the form in Backstage that holds the size in a production environment: `prodSizeOverride`. */
export function productionSizeField(environment: string): string {
  const camelCase = environment.replace(/-([a-z0-9])/g, (_, next: string) => next.toUpperCase());
  return `${camelCase}SizeOverride`;
}

/** Labels an entry may have: an object takes 128 tags (developer.harness.io, Tags reference), those of ours among them. */
export const mostLabels = 128 - ownTagKeys.length;

/** Names derived from a service's identity. */
export const serviceNames = {
  /** Harness service identifier: `payment_service`. */
  service: (name: string) => harnessId(name),
  /** Harness pipeline identifier: `payment_service_cd`. */
  pipeline: (name: string) => `${harnessId(name)}_cd`,
  /** Display name of the pipeline: `payment-service-cd`. */
  pipelineDisplay: (name: string) => `${name}-cd`,
  /** Trigger identifier: `payment_service_new_image`. Harness wants it unique per pipeline; as a file name it is unique at all. */
  imageTrigger: (name: string) => `${harnessId(name)}_new_image`,
  /** Trigger identifier: `payment_service_schedule`. */
  scheduleTrigger: (name: string) => `${harnessId(name)}_schedule`,
  /** Monitored service identifier: `payment_service_prod`, as Harness's own default is spelled. */
  monitoredService: (name: string, label: string) => `${harnessId(name)}_${harnessId(label)}`,
  /** Input set identifier: `payment_service_prod`. */
  inputSet: (name: string, set: string) => `${harnessId(name)}_${set}`,
} as const;

/** Identity of the service whose pipeline has this identifier by rule; undefined where the rule gives none. */
export function serviceOfPipeline(identifier: string): string | undefined {
  const match = /^(?<service>[a-z][a-z0-9]*(?:_[a-z0-9]+)*)_cd$/.exec(identifier);
  return match?.groups?.["service"]?.replaceAll("_", "-");
}

/** Names derived from an environment (by its label, `int-stable`) and a region. */
export const targetNames = {
  environment: (label: string) => harnessId(label),
  /** `int_stable_euw1_k8s` or `int_stable_euw1_ecs`. */
  infrastructure: (label: string, region: string, target: "kubernetes" | "ecs") =>
    `${harnessId(label)}_${harnessId(region)}_${target === "kubernetes" ? "k8s" : "ecs"}`,
  /** `k8s_connector_int_stable_euw1`. */
  kubernetesConnector: (label: string, region: string) =>
    `k8s_connector_${harnessId(label)}_${harnessId(region)}`,
  /** Identifier of the stage that waits before an environment: `pre_stable_bake`. */
  bakeStage: (label: string) => `${harnessId(label)}_bake`,
  /** Identifier of the stage that asks people before an environment: `prod_approval`. */
  approvalStage: (label: string) => `${harnessId(label)}_approval`,
  /** Identifier of the stage that checks the change window before an environment: `prod_window`. */
  windowStage: (label: string) => `${harnessId(label)}_window`,
  /** Pipeline of the platform team to one place: `hotfix_prod_euw1_k8s`. */
  hotfixPipeline: (infrastructure: string) => `hotfix_${infrastructure}`,
  /** Stage identifier: `int_stable_euw1`. */
  stage: (label: string, region: string) => `${harnessId(label)}_${harnessId(region)}`,
  /** Kubernetes namespace of a service: `prod-payment-service-euw1`. */
  namespace: (label: string, service: string, region: string) => `${label}-${service}-${region}`,
} as const;

/** Names of the delegates in the clusters. */
export const delegateNames = {
  /** Of the short forms, `harness-delegate-int-euw1`. */
  delegate: (environment: string, region: string) => `harness-delegate-${environment}-${region}`,
  /** Harness token: `harness-delegate-int-euw1-dev-1`. The stack is in it because a token carries no mark of its owner. */
  token: (delegate: string, stack: string, generation: string) => `${delegate}-${stack}-${generation}`,
} as const;

/** Names derived from a team. */
export const teamNames = {
  /** Harness user group: `payments_team`; referred to as `account.payments_team`. */
  group: (team: string) => harnessId(team),
  groupRef: (team: string) => `account.${harnessId(team)}`,
  resourceGroup: (team: string) => `${harnessId(team)}_resources`,
  assignment: (team: string) => `${harnessId(team)}_assignment`,
  /** Grants what every run touches, beside the team's own services. */
  deliveryAssignment: (team: string) => `${harnessId(team)}_delivery`,
} as const;

/** Names of templates and of what stands in them. */
export const templateNames = {
  bake: "bake",
  changeWindow: "change_window",
  /** Template of a gate with so many approvals: `approval_2`. */
  approval: (approvals: number) => `approval_${approvals}`,
  /** Step of the approval with this number, counted from 1: `approve_1`. */
  approvalStep: (number: number) => `approve_${number}`,
  /** `hotfix_kubernetes` */
  hotfix: (target: "kubernetes" | "ecs") => `hotfix_${target}`,
} as const;

/** Policy sets, by what they guard. */
export const policySetNames = {
  changeWindow: "change_window",
  pipelineRules: "pipeline_rules",
  pipelineRulesOnSave: "pipeline_rules_on_save",
  connectorRules: "connector_rules",
  infrastructureRules: "infrastructure_rules",
} as const;

/** Roles, resource groups and service accounts that every account has once. */
export const accessNames = {
  teamRole: "catalog_team",
  deliveryRole: "catalog_delivery",
  platformRole: "catalog_platform",
  /** What every run touches beside its own service: environments, connectors, templates, secrets. */
  deliveryResources: "catalog_delivery",
  /** Built into every Harness project. */
  everything: "_all_project_level_resources",
  ci: "catalog_ci",
  reconciler: "catalog_reconciler",
} as const;

/** How an object of the account or of the project is referred to from the project. */
export const secretNames = {
  /** `account.slack_payments_team` or `github_app_key` */
  reference: (identifier: string, scope: "account" | "project") =>
    scope === "account" ? `account.${identifier}` : identifier,
} as const;
