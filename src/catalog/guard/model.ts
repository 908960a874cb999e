/** What the deletion guard compares, and what it says. Types only. */
import type { Problem } from "@harness-catalog/problems";

/**
 * What a stack holds that no later run brings back. Kept in the outputs of the stack, so that every way of running it
 * can compare.
 */
export interface Holdings {
  /** Identities of the services of this account (their names, unless renamed), sorted. */
  readonly services: readonly string[];
  /** Kind → name → where the object is. An object whose place changes is another object: the old one is deleted. */
  readonly kept: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Keys (`kind/name`) of what production stands on: never lost without a word, however little it is. */
  readonly production: readonly string[];
}

/** Before and after a run. */
export interface DeletionRequest {
  /** What the last run left. States of earlier versions name their services only. */
  readonly before: Partial<Holdings>;
  readonly after: Holdings;
  /** The explicit word: the exact number of {@link Loss losses}. It never allows an empty catalog. */
  readonly allowDeletions?: number | undefined;
}

/** Something that would be lost: one object, or a service with everything that is its own. */
export interface Loss {
  /** Kind of the object; `service` for a service with its pipeline. */
  readonly kind: string;
  readonly name: string;
  /** A replaced object is deleted and made anew, empty. */
  readonly how: "deleted" | "replaced";
}

/** What the guard says. Losses are sorted, and there in both cases: a report names them too. */
export type Verdict =
  | { readonly refused: false; readonly losses: readonly Loss[] }
  | { readonly refused: true; readonly losses: readonly Loss[]; readonly problem: Problem };
