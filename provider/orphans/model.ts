/** What is asked of an account about objects that nobody looks after, and what it answers. Types only. */
import type { Kind } from "@pulumi/harness/spec";
import type { ownerMarks } from "../handlers/ownership";
import type { Plain } from "../wire/struct";

export type { Kind } from "@pulumi/harness/spec";
export type { Connection } from "../api/settings";

/** Where a list is read: the account, an organization, or a project. */
export interface Place {
  readonly orgId?: string;
  readonly projectId?: string;
}

/** Values of both marks of a stack. */
export type Owner = Readonly<Record<(typeof ownerMarks)[number], string>>;

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
  readonly unseen: readonly Unseen[];
}
