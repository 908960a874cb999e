import type { AccountCheck } from "./account/model";
import type { OperationName, OperationResult } from "./engine/operation";
import type { SavedPlan } from "./plans/savedPlan";
import type { Judged } from "./policyGate";

/** Everything that is known when an operation has ended. */
export interface Ended {
  readonly name: OperationName;
  readonly stack: string;
  readonly result: OperationResult;
  /** What was judged before; undefined for operations without the catalog. */
  readonly judged: Judged | undefined;
  /** What was done, as a plan that can be saved; undefined for operations without the catalog. */
  readonly plan: SavedPlan | undefined;
  /** The other catalog, when the plan was made against one instead of the stack's state. */
  readonly against?: string;
  /** The record, when the plan was made against one. */
  readonly record?: string;
  /** What the account has in the places of objects to create, where somebody has asked for a look. */
  readonly account?: AccountCheck | undefined;
}
