/** What comes of carrying out a step once. */
import type { ErrorKind } from "../failure";
import type { ApprovalRecord, Status } from "../model";

/** One attempt at a step. */
export interface Performance {
  /** Milliseconds. */
  readonly duration: number;
  readonly status: Status;
  readonly detail: string;
  readonly approval?: ApprovalRecord;
  /** What expressions of later steps find under `output`. */
  readonly output?: unknown;
  /** There when it failed. */
  readonly error?: StepError;
}

/** Why a step failed. */
export interface StepError {
  readonly kind: ErrorKind;
  readonly reason: string;
  readonly cure: string;
}

/** An attempt that failed. A step that runs out of time is expired, one that people refuse is rejected. */
export function failed(duration: number, error: StepError, more: Partial<Performance> = {}): Performance {
  const statuses: Partial<Record<ErrorKind, Status>> = { Timeout: "Expired", ApprovalRejection: "Rejected" };
  return { duration, status: statuses[error.kind] ?? "Failed", detail: error.reason, error, ...more };
}
