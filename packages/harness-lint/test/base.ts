/** A small set of documents without a problem, and ways to put one mistake into it. */
import type { Problem } from "@harness-catalog/problems";
import { lintFiles, type LintFile, type Rule, type Weight } from "../src";
import { base } from "./documents";

/**
 * A mistake: in `file`, the text `from` becomes `to`. `«LINT002»` in `to` marks the place where that code is expected.
 * Without `from` the file is one more, and `to` all that is in it.
 */
export interface Mistake {
  readonly title: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Part of the message or its cure. */
  readonly says: string;
}

/** Tags that the delegates of the tests carry. */
export const delegateSelectors: ReadonlySet<string> = new Set(["test-delegate", "live-delegate"]);

/** The documents with one mistake, without its mark, and what the mark expects: `LINT002 3:5`. */
export function withMistake({ title, file, from, to }: Mistake): { files: LintFile[]; expected: string } {
  const original = base.find(({ path }) => path === file);
  const given = original?.text ?? "";
  const at = given.indexOf(from);
  if (at < 0 || (original === undefined) !== (from === ""))
    throw new Error(`${title}: "${from}" is not in ${file}`);
  const marked = given.slice(0, at) + to + given.slice(at + from.length);
  const mark = /«(LINT\d{3})»/.exec(marked);
  if (mark === null) throw new Error(`${title}: no mark`);
  const before = marked.slice(0, mark.index).split("\n");
  const text = marked.replace(mark[0], "");
  const changed = { path: file, text };
  const files =
    original === undefined ? [...base, changed] : base.map((each) => (each === original ? changed : each));
  return { files, expected: `${file} ${mark[1]} ${before.length}:${before.at(-1)!.length + 1}` };
}

/** `pipelines/orders.yaml LINT002 3:5` */
export function codeAndPlace({ code, place }: Problem): string {
  return `${place?.file} ${code} ${place?.line}:${place?.column}`;
}

/** How many people are in the user groups of the tests. */
const groupSizes: ReadonlyMap<string, number> = new Map([["account.shop", 3]]);

/** Problems of files with the delegates and people of the tests, by all rules or by those that are given. */
export function lint(
  files: readonly LintFile[],
  rules?: readonly Rule[],
  weights?: readonly Weight[],
): Problem[] {
  return lintFiles(files, { delegateSelectors, groupSizes }, rules, weights);
}

/** A row of a table of mistakes. */
export function row(title: string, file: string, from: string, to: string, says: string): Mistake {
  return { title, file, from, to, says };
}
