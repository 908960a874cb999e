/** What comes out of the dry run of a pipeline. Plain data with stable keys, printed as JSON as it is. */

/** How a step, a stage or a gate came out. Names are those of the Harness console, where it has one. */
export type Status =
  | "Success"
  | "IgnoreFailed"
  | "Failed"
  | "Skipped"
  | "Expired"
  | "Rejected"
  | "Aborted"
  | "AbortedByFreeze"
  /** Waits for a person to intervene. */
  | "Waiting"
  /** Whether it runs hangs on something that is not evaluated here. */
  | "NotEvaluated";

/** How the run ends. `Denied`: a policy refuses it before anything runs; `Undecided`: something was not evaluated. */
export const outcomes = [
  "Success",
  "Failed",
  "Expired",
  "Rejected",
  "Aborted",
  "AbortedByFreeze",
  "Denied",
  "Undecided",
] as const;
export type Outcome = (typeof outcomes)[number];

/** What a deployment stage deploys where, with everything resolved. */
export interface Deployment {
  readonly service: string;
  readonly environment: string;
  readonly environmentType: string;
  readonly infrastructure: string;
  /** Kubernetes namespace, or the cluster of ECS. */
  readonly namespace: string;
  readonly delegateSelectors: readonly string[];
  readonly manifests: readonly string[];
  /** Empty when the service says none. */
  readonly image: string;
  /** `canary`, `blue-green`, `rolling`, `job`; empty when the steps are none of them. */
  readonly strategy: string;
}

/** What happened at an approval. */
export interface ApprovalRecord {
  readonly groups: readonly string[];
  readonly needed: number;
  readonly message: string;
  readonly approved: readonly { readonly person: string; readonly at: string; readonly invented: boolean }[];
  readonly refused: readonly { readonly person: string; readonly at: string; readonly why: string }[];
  readonly rejectedBy: { readonly person: string; readonly at: string } | null;
  /** What was filled in, by name. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** One line of the timeline. */
export interface Entry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Seconds since the start of the run. */
  readonly offset: number;
  /** Seconds. */
  readonly duration: number;
  /** Identifier of the stage; empty for what belongs to the whole run. */
  readonly stage: string;
  /** Path of the step below its stage, such as `canary_10.verify`; empty for the stage itself. */
  readonly step: string;
  readonly name: string;
  /** Harness's type of the step or stage. */
  readonly type: string;
  readonly status: Status;
  readonly detail: string;
  readonly deployment: Deployment | null;
  readonly approval: ApprovalRecord | null;
}

/** A message that Harness would send. */
export interface Notification {
  readonly at: string;
  readonly offset: number;
  readonly event: string;
  readonly stage: string;
  readonly step: string;
  readonly rule: string;
  readonly method: string;
  readonly to: readonly string[];
}

/** Where the run ended before its time. */
export interface Stop {
  readonly stage: string;
  readonly step: string;
  readonly reason: string;
  readonly cure: string;
}

/** What runs on an infrastructure when the run is over. */
export interface Deployed {
  readonly environment: string;
  readonly infrastructure: string;
  readonly service: string;
  /** `in doubt`: a deployment failed there and nothing brought the old version back. */
  readonly state: "deployed" | "unchanged" | "rolled back" | "in doubt";
  /** Image tag, or image; empty unless deployed. */
  readonly version: string;
}

/** An expression, condition or anything else that could not be followed here. */
export interface Unresolved {
  readonly where: string;
  readonly what: string;
}

/** The whole dry run. */
export interface RunResult {
  readonly pipeline: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly endedAt: string;
  /** Seconds. */
  readonly duration: number;
  readonly outcome: Outcome;
  /** Null when the run ends in success. */
  readonly stopped: Stop | null;
  readonly timeline: readonly Entry[];
  readonly notifications: readonly Notification[];
  readonly deployed: readonly Deployed[];
  /** Expressions without a value here; they stand in the timeline as they are written. */
  readonly unresolved: readonly Unresolved[];
  /** What was taken for granted because neither the documents nor the scenario say it. */
  readonly assumptions: readonly string[];
  /** Parts of the scenario that made no difference, as they were written. */
  readonly unused: readonly string[];
}
