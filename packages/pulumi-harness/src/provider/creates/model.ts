/** Objects that a plan would create, and what an account has in their places. Types only. */
import type { Kind } from "../../sdk/spec";
import type { CatalogError } from "@harness-catalog/problems";
import type { Plain } from "../wire/struct";

/** An object that is to be made. */
export interface Create {
  readonly kind: Kind;
  /** Logical name. */
  readonly name: string;
  /** Inputs as Check completes them; a stand-in is where a secret goes. */
  readonly inputs: Plain;
  /** Whether somebody has said that what is there is to be taken over, whoever made it. */
  readonly imported: boolean;
}

/** What the create would meet. */
export type Finding =
  /** Nothing: it is made. */
  | { readonly as: "new" }
  /** Its own: it is taken over, as it is or brought to what the catalog says. */
  | { readonly as: "own" }
  /** What `up` does not touch, with the very problem that `up` has. */
  | { readonly as: "refused"; readonly problem: CatalogError }
  /** No list tells. */
  | { readonly as: "untold"; readonly reason: string };
