/** What each policy is told by the platform. */

/** Opening times of a weekday in minutes of the day, UTC; `from` is inclusive, `to` exclusive. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Opening times by English weekday; a day that is missing is closed. */
export type Week = Readonly<Record<string, Window>>;

/** Version labels of templates, by identifier. */
export type TemplateVersions = Readonly<Record<string, readonly string[]>>;

/** An environment of the promotion order, by Harness identifier. */
export interface PromotedEnvironment {
  readonly identifier: string;
  /** For production: the environment a pipeline must have deployed to before. */
  readonly rehearsal?: string;
}

/** What an infrastructure is reached by. */
export interface Reach {
  /** Reference of its connector, as the infrastructure has it. */
  readonly connector: string;
  readonly delegateSelectors: readonly string[];
  readonly production: boolean;
}

/** A size of a workload in Kubernetes quantities. */
export interface SizeLimits {
  readonly cpu: string;
  readonly memory: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** Settings by policy. Names are those of the Rego files, members those of the constants in their settings block. */
export interface PolicySettings {
  change_window: {
    readonly windows: Week;
    /** Windows of single services, by the name in the payload. They narrow the common ones; `{}`: none. */
    readonly service_windows: Readonly<Record<string, Week>>;
    /** Approvals that open the window in an emergency. */
    readonly emergency_approvers: number;
  };
  approval_rules: {
    /** Approvals needed before a deployment, by identifier of every environment; 0: none. */
    readonly approvals: Readonly<Record<string, number>>;
    /** Environments with a change window. */
    readonly window_environments: readonly string[];
    /** Identifier of the policy set that a check of the window consults. */
    readonly window_policy_set: string;
    readonly emergency_approvers: number;
    readonly hotfix_templates: readonly string[];
  };
  required_stages: {
    /** In the order of promotion. */
    readonly environments: readonly PromotedEnvironment[];
    readonly hotfix_templates: readonly string[];
  };
  mandatory_templates: {
    /** Templates of stages, step groups and steps. */
    readonly templates: TemplateVersions;
    readonly pipeline_templates: TemplateVersions;
  };
  no_scripts: Readonly<Record<never, never>>;
  connector_rules: {
    /** By identifier of the infrastructure. */
    readonly infrastructures: Readonly<Record<string, Reach>>;
  };
  namespace_rules: {
    /** Region of each Kubernetes infrastructure, by its identifier. */
    readonly regions: Readonly<Record<string, string>>;
  };
  resource_limits: {
    readonly sizes: Readonly<Record<string, SizeLimits>>;
  };
  secret_expressions: Readonly<Record<never, never>>;
  workload_rules: Readonly<Record<never, never>>;
}

export type PolicyName = keyof PolicySettings;
