/** "Did you mean": the closest of a set of allowed words. */

/**
 * How far apart two words are: 1 for a letter left out, added or swapped with its neighbour, 1.5 for a letter
 * replaced by another. (Letters get lost more often than exchanged: "prd" is rather "prod" than "pre".)
 */
export function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = rows[row - 1]![column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1.5);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
          ? (rows[row - 2]?.[column - 2] ?? Infinity) + 1
          : Infinity;
      current.push(Math.min(replaced, swapped, rows[row - 1]![column]! + 1, current[column - 1]! + 1));
    }
    rows.push(current);
  }
  return rows[a.length]![b.length]!;
}

/** The allowed word a person most likely meant, another one than was written; undefined when nothing is close. Case and `_`/`-` count for nothing. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const limit = Math.max(1.5, word.length / 3);
  const wanted = fold(word);
  const ranked = allowed
    .filter((candidate) => candidate !== word && Math.abs(candidate.length - word.length) <= limit)
    .map((candidate) => ({ candidate, distance: editDistance(wanted, fold(candidate)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || compareText(a.candidate, b.candidate));
  return ranked[0]?.candidate;
}

/** `did you mean "prod"?`, or the given cure when nothing is close. */
export function didYouMean(word: string, allowed: readonly string[], cure: string): string {
  const candidate = nearest(word, allowed);
  return candidate === undefined ? cure : `did you mean "${candidate}"?`;
}

/** `int, pre, prod`; long lists are cut after a dozen, with the number left out. */
export function listWords(words: readonly string[]): string {
  const shown = words.slice(0, 12).join(", ");
  return words.length <= 12 ? shown : `${shown} and ${words.length - 12} more`;
}

/** Orders by code unit, the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}
