/** What goes into the simulation of a custom-webhook trigger, and what comes out. Plain data, printed as JSON as it is. */

/** One call of Harness's custom webhook. */
export interface WebhookEvent {
  /** The parsed JSON body. */
  readonly payload: unknown;
  /** Header values by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How one condition of a trigger came out. */
export interface ConditionResult {
  readonly of: "payload" | "header" | "jexl";
  /** The expression that is looked up, or the JEXL condition itself. */
  readonly key: string;
  readonly operator: string;
  readonly expected: string;
  /** What the key stands for in this event; null when the event has no such value. */
  readonly actual: string | null;
  readonly outcome: "holds" | "fails" | "not evaluated";
  /** Why it fails or is not evaluated; empty when it holds. */
  readonly reason: string;
}

/** A stage that holds the run until time has passed or people have agreed. */
export interface Gate {
  readonly identifier: string;
  readonly name: string;
  readonly kind: "wait" | "approval";
  /** `1h`, or the groups whose approval is asked for. */
  readonly detail: string;
}

/** What the run of a pipeline meets first. */
export interface Route {
  /** Stages that run at once when the run starts; more than one when they are parallel. */
  readonly startsAt: readonly string[];
  /** The first gate; null when there is none. */
  readonly firstGate: Gate | null;
}

/**
 * What Harness does with the event:
 * `fires` starts the pipeline, `refused` means that all conditions hold and the pipeline does not accept the inputs,
 * `undecided` that nothing fails and something is not evaluated here.
 */
export type Outcome = "fires" | "does not fire" | "refused" | "undecided";

/** The answer for one trigger. */
export interface TriggerResult {
  readonly service: string;
  readonly trigger: string;
  readonly pipeline: string;
  readonly outcome: Outcome;
  /** What keeps the trigger from firing beside its conditions, such as `enabled: false`. */
  readonly obstacles: readonly string[];
  readonly conditions: readonly ConditionResult[];
  /** The input YAML with the event's values in it. */
  readonly inputYaml: string;
  /** Why the pipeline would not accept these inputs. */
  readonly inputProblems: readonly string[];
  readonly route: Route;
}
