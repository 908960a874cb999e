/** What a case says about one kind, and what all cases share. */

import type { Kind } from "../../src/sdk/spec";

type Inputs = Readonly<Record<string, unknown>>;

/** An object of a kind and its variations; the partial ones are laid over `inputs`. */
export interface Case {
  /** Kinds that must exist first, in this order. */
  readonly parents: readonly Kind[];
  readonly inputs: Inputs;
  readonly importId: string;
  /** A change that is made in place, in one write. */
  readonly update: Inputs;
  /** A change that makes the object anew. */
  readonly replace: Inputs;
  /** An invalid input and the property path Check must name. */
  readonly bad: Inputs;
  readonly badProperty: string;
  /** The same address, made by somebody else. */
  readonly foreign: Inputs;
  /** Calls of an update, one write by default. */
  readonly updateCalls?: readonly string[];
}

/** Marks of the stack under test. */
export const tags = ["managed_by:harness-catalog", "catalog_stack:dev"];
/** Marks of another stack. */
export const otherTags = ["managed_by:harness-catalog", "catalog_stack:other"];
/** Scope of the objects that live in a project. */
export const inProject = { orgId: "org1", projectId: "prj1" };
