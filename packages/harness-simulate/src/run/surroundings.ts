/** Everything of an account that a run touches beside its pipeline. */
import type { FindTemplate } from "../expand";
import type { Node } from "../trigger/documents";

/** What a policy set says. */
export interface PolicyAnswer {
  /** Messages that stop the step. */
  readonly denials: readonly string[];
  /** Messages of policies that only warn. */
  readonly warnings: readonly string[];
  /** Why the set could not be evaluated; undefined when it was. */
  readonly problem?: string;
}

/**
 * Evaluates a policy set.
 * @param payload the policy's input
 * @param nowNs what the policy must take for the present, nanoseconds since 1970
 */
export type EvaluatePolicy = (policySet: string, payload: unknown, nowNs: number) => PolicyAnswer;

/** The documents around a pipeline, each the map under its root key, by identifier. */
export interface Surroundings {
  readonly findTemplate: FindTemplate;
  readonly services: ReadonlyMap<string, Node>;
  readonly environments: ReadonlyMap<string, Node>;
  /** By {@link infrastructureKey}. */
  readonly infrastructures: ReadonlyMap<string, Node>;
  readonly freezes: readonly Node[];
  /** Services with a monitored service, by {@link monitoredKey}. */
  readonly monitored: ReadonlySet<string>;
  /** Policy sets that are evaluated when a pipeline is started. */
  readonly runPolicySets: readonly string[];
  readonly evaluate: EvaluatePolicy;
}

/** Key of an infrastructure: its identifier is unique within its environment only. */
export function infrastructureKey(environment: string, infrastructure: string): string {
  return `${environment}/${infrastructure}`;
}

/** Key of the monitored service of a service in an environment. */
export function monitoredKey(service: string, environment: string): string {
  return `${service}@${environment}`;
}
