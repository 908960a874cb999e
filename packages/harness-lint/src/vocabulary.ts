/**
 * Words of lists that grow on Harness's side: types, events, first names of expressions. A word that is in no list is
 * unknown, not wrong; only one that is spelled almost like a known one is taken for a mistake.
 */
import { editDistance } from "@harness-catalog/problems/suggest";
import type { Finding, Path } from "./model";

/** Shorter words differ by a letter without being a mistake for each other. */
const shortest = 6;
/** One letter exchanged; a letter left out, added or swapped is less. */
const oneEdit = 1.5;

/** The known key that a key is a misspelling of; a plural for a singular counts at any length. */
export function misspelledKey(key: string, known: readonly string[]): string | undefined {
  return misspelled(key, known) ?? known.find((each) => each === `${key}s` || `${each}s` === key);
}

/** The known word that a word is a misspelling of: other case, or one letter. Other digits make another word. */
export function misspelled(word: string, known: Iterable<string>): string | undefined {
  const folded = word.toLowerCase();
  const digits = digitsOf(word);
  let near: string | undefined;
  for (const candidate of known) {
    if (candidate === word) return undefined;
    const same = candidate.toLowerCase();
    if (same === folded) near = candidate;
    else if (
      near === undefined &&
      Math.min(word.length, candidate.length) >= shortest &&
      Math.abs(word.length - candidate.length) <= 1 &&
      digitsOf(candidate) === digits &&
      editDistance(folded, same) <= oneEdit
    )
      near = candidate;
  }
  return near;
}

function digitsOf(word: string): string {
  return word.replace(/\D/g, "");
}

/** A place with a word of a list that grows. */
export interface Word {
  readonly path: Path;
  readonly word: string;
  /** What the word names: `step type`. */
  readonly what: string;
  readonly part?: string;
}

/** Nothing for a known word, a mistake for a misspelled one, and a note for one that is not known. */
export function judgeWord({ path, word, what, part }: Word, known: ReadonlySet<string>): Finding[] {
  if (known.has(word)) return [];
  const place = part === undefined ? { path } : { path, part };
  const meant = misspelled(word, known);
  if (meant !== undefined) {
    const hint = `did you mean "${meant}"?`;
    return [{ ...place, message: `there is no ${what} "${word}"`, hint }];
  }
  return [{ ...place, ...unchecked(`the ${what} "${word}"`) }];
}

/** The words of a note about something that is not known here. */
export function unchecked(subject: string): Pick<Finding, "weight" | "message" | "hint"> {
  return {
    weight: "unchecked",
    message: `${subject} is not known here, so it is not checked`,
    hint: "if Harness has it, nothing is to be done",
  };
}
