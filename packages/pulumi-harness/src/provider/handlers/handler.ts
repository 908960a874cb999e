import type { Client } from "../api/client";
import type { Plain } from "../wire/struct";
import type { Lists } from "./lists";

/** What a handler works with. */
export interface Context {
  readonly client: Client;
  /** Lists read in this process, shared by all reads. */
  readonly lists: Lists;
  /** Whether an object of another state of the same stack is taken over; somebody has said so for this run. */
  readonly adoptsOrphans?: boolean;
}

/** What is known of an object before it is read. */
export interface Known {
  /** Whether it is in state already: then it is read from a list where one serves. An import is read singly. */
  readonly managed: boolean;
  /** The change mark kept in state, see {@link Found.mark}. */
  readonly mark: string | undefined;
}

/** An object as Harness has it. */
export interface Found {
  /** Property values in Pulumi names; those that say nothing are left out. */
  readonly remote: Plain;
  /** When Harness changed it last, for kinds whose list is only a summary. Kept in state, never compared by Diff. */
  readonly mark?: string;
  /** The mark proves that nothing changed; `remote` is empty then. */
  readonly unchanged?: boolean;
}

/** An object as the list of its kind has it. */
export interface Element {
  /** Property values, as far as the list says them; its `tags` also where the kind itself has none. */
  readonly remote: Plain;
  /** Whether they are enough to tell whose it is; where not, a single read is. */
  readonly tellsOwner: boolean;
}

/** Behaviour of one kind. Inputs are complete and known; errors are those of the client. */
export interface Handler {
  /** Makes the object, or adopts it when it is there already and ours. */
  create(ctx: Context, inputs: Plain): Promise<Found>;
  /** Undefined when the object does not exist. `ref` are the properties that locate it, and all others that are known. */
  read(ctx: Context, ref: Plain, known: Known): Promise<Found | undefined>;
  /** Turns the object `old` (state and inputs) into `next`. */
  update(ctx: Context, old: Plain, next: Plain): Promise<Found>;
  /** Succeeds when the object is gone already. */
  delete(ctx: Context, old: Plain): Promise<void>;
  /**
   * Every object of the kind in a place, for kinds with a list. `place` is a scope, and for kinds within a parent the
   * property that names it. Throws as the client does, also when the list may not be read.
   */
  readonly list?: (ctx: Context, place: Plain) => Promise<readonly Element[]>;
}
