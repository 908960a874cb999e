/** What a person or a machine is told of the account in which a plan would create objects. Types only. */
import type { Problem } from "@harness-catalog/problems";

/** Objects by their keys, `kind/name`. */
export interface AccountCheck {
  /** Nothing is there: they are made. */
  readonly new: readonly string[];
  /** Made by this stack, and in no state: they are taken over. */
  readonly takenOver: readonly string[];
  /** Somebody else's, with the very problem that `up` ends with. */
  readonly refused: readonly Refused[];
  /** Nobody could tell, by the reason. */
  readonly untold: readonly Untold[];
  /** API calls of the look. */
  readonly calls: number;
}

/** An object that `up` refuses to touch. */
export interface Refused {
  readonly key: string;
  readonly problem: Problem;
}

/** Objects of which no list tells. */
export interface Untold {
  readonly reason: string;
  readonly keys: readonly string[];
}
