/** Orphans as sections of the drift report. */
import { relativeText } from "../orphans/entry";
import type { OrphanEntry, OrphanReport } from "../orphans/model";
import { code, folded, inline, row } from "./text";

/** Rows that stand open; what is beyond is folded. */
const openRows = 20;

/** Folded rows, so that an issue has room for more than these; the rest is a number. */
const foldedRows = 80;

/** What always stands in a report, and what may be left out. */
export interface OrphanSections {
  readonly head: readonly string[];
  readonly details: readonly string[];
}

/** A table for each of the two, and a line for what could not be looked at; nothing of what is not there. */
export function orphanSections(
  { orphans, unmanaged, relatives, unseen }: OrphanReport,
  stack: string,
): OrphanSections {
  const lists = [
    { title: "Orphans: marked as of this stack, not in its state", entries: orphans },
    { title: "Pipelines that nobody manages, named as those of services are", entries: unmanaged },
  ].filter(({ entries }) => entries.length > 0);
  return {
    head: [
      ...lists.map(({ title, entries }) => `#### ${title}\n\n${table(entries.slice(0, openRows))}`),
      ...relatives.map((relative) => `> ${inline(relativeText(relative, stack))}`),
      ...unseen.map(
        ({ scope, kinds, reason }) =>
          `> Could not be looked at in ${inline(scope)}: ${kinds.map(code).join(", ")} (${inline(reason)})`,
      ),
    ],
    details: lists.flatMap(({ title, entries }) => rest(title, entries.slice(openRows))),
  };
}

function rest(title: string, entries: readonly OrphanEntry[]): string[] {
  if (entries.length === 0) return [];
  const left = entries.length - foldedRows;
  const more = left > 0 ? `\n\n_${left} more are left out; see \`--output json\`._` : "";
  return [folded(`${title}: ${entries.length} more`, `${table(entries.slice(0, foldedRows))}${more}`)];
}

function table(entries: readonly OrphanEntry[]): string {
  const rows = entries.map(({ kind, identifier, scope, service, cure }) =>
    row([`${kind} ${code(identifier)}`, inline(scope), service === null ? "" : code(service), inline(cure)]),
  );
  return [row(["object", "scope", "service", "what to do"]), "|---|---|---|---|", ...rows].join("\n");
}
