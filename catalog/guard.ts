/** The deletion guard: a catalog that lost many services at once is more likely broken than meant. */
import type { Problem } from "../errors";
import { listWords } from "../errors/suggest";

/** Without an explicit word at most this share of the services may go in one run. */
export const deletionShareLimit = 0.25;

/** Without an explicit word at most this many services may go in one run. */
export const deletionCountLimit = 10;

/** Names of services before and after a run. */
export interface DeletionRequest {
  /** Services the stack holds. */
  readonly before: readonly string[];
  /** Services the catalog asks for. */
  readonly after: readonly string[];
  /** The explicit word: the exact number of services that may go. It never allows an empty catalog. */
  readonly allowDeletions?: number | undefined;
}

/** What the guard says. `deletions` are the services that would be lost, sorted. */
export type Verdict =
  | { readonly refused: false; readonly deletions: readonly string[] }
  | { readonly refused: true; readonly deletions: readonly string[]; readonly problem: Problem };

/** Decides whether a run may delete what it would delete. Pure; the caller throws the problem. */
export function guardDeletions(request: DeletionRequest): Verdict {
  const before = new Set(request.before);
  const after = new Set(request.after);
  const deletions = [...before].filter((name) => !after.has(name)).sort();

  const reason = refusal(deletions.length, before.size, after.size, request.allowDeletions);
  if (reason === undefined) return { refused: false, deletions };
  const message = `${reason.message}; lost would be ${listWords(deletions)}`;
  return { refused: true, deletions, problem: { code: "CMD002", message, hint: reason.hint } };
}

function refusal(lost: number, before: number, after: number, allowed: number | undefined) {
  if (lost === 0) return undefined;
  if (after === 0) {
    const message = `the catalog leaves none of ${before} services`;
    return { message, hint: "restore the entries from Git; to delete everything run destroy" };
  }
  if (lost <= deletionCountLimit && lost <= before * deletionShareLimit) return undefined;
  if (allowed === lost) return undefined;
  const share = Math.round((100 * lost) / before);
  const limits = `${deletionShareLimit * 100} % or ${deletionCountLimit} services`;
  const word = allowed === undefined ? "" : `, not the ${allowed} that are allowed`;
  const message = `${lost} of ${before} services (${share} %) would be deleted${word}; more than ${limits} need a word`;
  return { message, hint: `restore the entries, or allow exactly this with --allow-deletions ${lost}` };
}
