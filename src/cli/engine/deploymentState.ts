/** The parts of an exported deployment that this room works on. Pure. */

/** A resource as the engine keeps it in its state. */
export interface StateResource {
  urn: string;
  custom: boolean;
  type: string;
  id?: string;
  parent?: string;
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  dependencies?: string[];
  /** True for what the engine has replaced and not deleted yet. */
  delete?: boolean;
}

/** An operation that a run with checkpoints had begun when it was killed. */
export interface PendingOperation {
  readonly resource: StateResource;
  readonly type: string;
}

/** The part of an exported deployment that recovery touches. */
export interface DeploymentState {
  resources?: StateResource[];
  pending_operations?: PendingOperation[];
  [key: string]: unknown;
}

/** Property of the provider's notes, see packages/pulumi-harness/src/provider/notes.ts. */
export const notesKey = "__meta";

/** The provider's notes on a resource, none when there are none or they are another provider's. */
export function notesOf({ outputs }: StateResource): {
  readonly write?: unknown;
  readonly unread?: unknown;
  readonly said?: unknown;
} {
  try {
    const text = outputs?.[notesKey];
    return typeof text === "string" ? (JSON.parse(text) as object) : {};
  } catch {
    return {};
  }
}
