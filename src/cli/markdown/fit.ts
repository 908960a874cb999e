/**
 * Characters of a report. GitHub refuses comments and issues beyond 65,536
 * (docs.github.com, "body is too long"); the rest is left for what `comment` adds.
 */
export const reportLimit = 60_000;

/** A report whose details may be left out. */
export interface Report {
  readonly head: readonly string[];
  /** The most important first. */
  readonly details: readonly string[];
  readonly tail: readonly string[];
  /** Says how many details are missing. */
  readonly omitted: (count: number) => string;
}

/** The report as one text within the limit. Head and tail always stand; details as long as they fit. */
export function fit({ head, details, tail, omitted }: Report, limit = reportLimit): string {
  const text = (shown: readonly string[]) => {
    const left = details.length - shown.length;
    return [...head, ...shown, ...(left > 0 ? [omitted(left)] : []), ...tail].join("\n\n");
  };
  const room = limit - text([]).length - omitted(details.length).length;
  let used = 0;
  const shown: string[] = [];
  for (const detail of details) {
    used += detail.length + 2;
    if (used > room) break;
    shown.push(detail);
  }
  return text(shown);
}

/** Characters of a comment or an issue that GitHub takes. */
export const commentLimit = 65_536;

/** Text of at most `limit` characters; where it is cut, it says so. Reports are shorter; this is for what others wrote. */
export function cutTo(text: string, limit: number): string {
  const note = "\n\n… cut here; the whole text is in the run.\n";
  return text.length <= limit ? text : text.slice(0, limit - note.length) + note;
}
