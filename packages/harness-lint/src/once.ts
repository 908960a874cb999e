/** What many rules ask of the same document is worked out once. */
import type { Subject } from "./model";

/** The function with its answers kept for as long as the document they are about. */
export function once<T>(work: (subject: Subject) => T): (subject: Subject) => T {
  const answers = new WeakMap<Subject, { readonly answer: T }>();
  return (subject) => {
    const known = answers.get(subject);
    if (known !== undefined) return known.answer;
    const answer = work(subject);
    answers.set(subject, { answer });
    return answer;
  };
}
