/** A small set of documents without a problem, and ways to put one mistake into it. */
import type { Problem } from "../../errors";
import { lintFiles, type LintFile } from "../../lint";
import { base } from "./documents";

/** A mistake: in `file`, the text `from` becomes `to`. `«LINT002»` in `to` marks the place where that code is expected. */
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
  const at = original?.text.indexOf(from) ?? -1;
  if (original === undefined || at < 0) throw new Error(`${title}: "${from}" is not in ${file}`);
  const marked = original.text.slice(0, at) + to + original.text.slice(at + from.length);
  const mark = /«(LINT\d{3})»/.exec(marked);
  if (mark === null) throw new Error(`${title}: no mark`);
  const before = marked.slice(0, mark.index).split("\n");
  const text = marked.replace(mark[0], "");
  const files = base.map((each) => (each === original ? { path: file, text } : each));
  return { files, expected: `${file} ${mark[1]} ${before.length}:${before.at(-1)!.length + 1}` };
}

/** `pipelines/orders.yaml LINT002 3:5` */
export function codeAndPlace({ code, place }: Problem): string {
  return `${place?.file} ${code} ${place?.line}:${place?.column}`;
}

/** Problems of files with the delegates of the tests. */
export function lint(files: readonly LintFile[]): Problem[] {
  return lintFiles(files, { delegateSelectors });
}

/** A row of a table of mistakes. */
export function row(title: string, file: string, from: string, to: string, says: string): Mistake {
  return { title, file, from, to, says };
}
