/** Failure strategies: which action answers which error. */
import { listAt, mapAt, textAt, type Node } from "../trigger/documents";

/** Errors a strategy can name. Source: harness-schema, `failure-strategy`. */
export const errorKinds = [
  "Unknown",
  "Authentication",
  "Authorization",
  "Connectivity",
  "Timeout",
  "Verification",
  "DelegateProvisioning",
  "DelegateRestart",
  "PolicyEvaluationFailure",
  "InputTimeoutError",
  "ApprovalRejection",
  "UserMarkedFailure",
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** Actions after which the failed step is over. */
export type FinalAction =
  | "MarkAsFailure"
  | "Abort"
  | "StageRollback"
  | "StepGroupRollback"
  | "PipelineRollback"
  | "Ignore"
  | "MarkAsSuccess";

/** What is done about a failure: tries again, waits for a person, or the end. */
export type Action =
  | { readonly type: FinalAction; readonly note?: string }
  | {
      readonly type: "Retry";
      readonly count: number;
      /** Durations; the last one counts for all further attempts. */
      readonly intervals: readonly string[];
      readonly after: Action;
    }
  | { readonly type: "ManualIntervention"; readonly timeout: string; readonly after: Action };

const finalActions: readonly string[] = [
  "MarkAsFailure",
  "Abort",
  "StageRollback",
  "StepGroupRollback",
  "PipelineRollback",
  "Ignore",
  "MarkAsSuccess",
];

/**
 * The action for an error. The strategies of the step come first, then those of its groups from the inside out, then
 * the stage's; on one level a strategy that names the error wins over `AllErrors`. Source: harness-core,
 * `FailureStrategiesUtils.priorityMergeFailureStrategies`. Without any the step fails and with it the stage.
 * @param levels lists of `failureStrategies`, the innermost first
 */
export function actionFor(kind: ErrorKind, levels: readonly (readonly Node[])[]): Action {
  for (const strategies of levels)
    for (const error of [kind, "AllErrors"]) {
      const found = strategies.find((strategy) => errorsOf(strategy).includes(error));
      if (found !== undefined) return actionOf(mapAt(found, "onFailure", "action"));
    }
  return { type: "MarkAsFailure" };
}

/** The strategies of a step, group or stage. */
export function strategiesOf(node: Node): Node[] {
  return listAt(node, "failureStrategies");
}

function errorsOf(strategy: Node): string[] {
  const errors = mapAt(strategy, "onFailure")["errors"];
  return Array.isArray(errors) ? errors.filter((error) => typeof error === "string") : [];
}

function actionOf(action: Node): Action {
  const type = textAt(action, "type");
  if (type === "Retry") {
    const intervals = mapAt(action, "spec")["retryIntervals"];
    return {
      type,
      count: Number(textAt(action, "spec", "retryCount")) || 0,
      intervals: Array.isArray(intervals) ? intervals.map(String) : [],
      after: actionOf(mapAt(action, "spec", "onRetryFailure", "action")),
    };
  }
  if (type === "ManualIntervention") {
    const after = actionOf(mapAt(action, "spec", "onTimeout", "action"));
    return { type, timeout: textAt(action, "spec", "timeout"), after };
  }
  if (finalActions.includes(type)) return { type: type as FinalAction };
  if (type === "ProceedWithDefaultValues")
    return { type: "MarkAsSuccess", note: "goes on with default values" };
  if (type === "") return { type: "MarkAsFailure" };
  return { type: "MarkAsFailure", note: `the action ${type} is not simulated, the step is taken for failed` };
}
