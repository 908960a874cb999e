/** What is asked of an account about objects that nobody looks after, and what it answers. Types only. */
import type { Kind } from "../../sdk/spec";
import type { stackMarks, stateMark } from "../handlers/ownership";
import type { Plain } from "../wire/struct";

export type { Kind } from "../../sdk/spec";
export type { Connection } from "../api/settings";

/** Where a list is read: the account, an organization, or a project. */
export interface Place {
  readonly orgId?: string;
  readonly projectId?: string;
}

/** Values of the marks of a stack. */
export type Owner = Readonly<
  Record<(typeof stackMarks)[number], string> & Partial<Record<typeof stateMark, string>>
>;

/** An object as a state or a plan has it. */
export interface KnownObject {
  readonly kind: Kind;
  readonly properties: Plain;
}

/** Which objects count as orphans. */
export interface Question {
  readonly owner: Owner;
  /** Objects of the state; none of them is an orphan. */
  readonly managed: readonly KnownObject[];
  readonly places: readonly Place[];
  /** Whether an object that nobody has marked is to be reported all the same. */
  readonly claims: (object: KnownObject) => boolean;
}

/** An object of the account that is in no state. */
export interface Orphan {
  readonly kind: Kind;
  readonly identifier: string;
  readonly place: Place;
  /** The object's address, see `addressOf`. */
  readonly address: string;
  /** Value of its tag `service`. */
  readonly service: string | undefined;
  /** Whether it carries the marks of the stack; if not, it is there because the question claims it. */
  readonly marked: boolean;
  /** Whether it carries all marks, that of the state too: only then it is certainly what this very state has made. */
  readonly exact: boolean;
  /** What locates it, and whatever else its list says. */
  readonly properties: Plain;
}

/** An object that another state of the same stack's name has made. */
export interface Relative extends Orphan {
  /** Its mark of a state. */
  readonly state: string;
}

/** What became of an orphan that was to be deleted. */
export interface Removal {
  readonly orphan: Orphan;
  /** Why it is still there; undefined when it is gone. */
  readonly kept: string | undefined;
}

/** Kinds that could not be looked at in a place. */
export interface Unseen {
  readonly place: Place;
  readonly kinds: readonly Kind[];
  /** What Harness said. */
  readonly reason: string;
}

/** The answer. */
export interface Orphans {
  /** By address. */
  readonly found: readonly Orphan[];
  /** Objects that are another state's, by address: none of them is an orphan of this one. */
  readonly relatives: readonly Relative[];
  readonly unseen: readonly Unseen[];
}
