import { listWords, nearest } from "@harness-catalog/problems/suggest";

/** The cure for a word outside a closed list: the word that was most likely meant, or the list. */
export function cure(word: string, allowed: Iterable<string>): string {
  const words = [...allowed];
  const close = nearest(word, words);
  if (close !== undefined) return `did you mean "${close}"?`;
  return words.length === 0 ? "there is none yet" : `use one of ${listWords(words)}`;
}
