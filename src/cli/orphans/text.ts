/** Orphans for people at a terminal. */
import { colorsFor } from "../colors";
import type { Io } from "../io";
import { counted } from "../counted";
import { relativeText } from "./entry";
import type { OrphanEntry, OrphanReport } from "./model";

/** What was found, each object with its cure. */
export function orphansText(io: Io, stack: string, report: OrphanReport): string {
  const c = colorsFor(io, io.stdout);
  const { orphans, unmanaged, relatives, unseen, calls } = report;
  const entry = ({ kind, identifier, scope, cure }: OrphanEntry) => [
    `  ${c.yellow(`${kind} ${identifier}`)} in ${scope}`,
    `    ${cure}`,
  ];
  return [
    `${c.bold(`stack ${stack}`)} has ${orphansOf(orphans.length)}`,
    ...orphans.flatMap(entry),
    ...(unmanaged.length === 0
      ? []
      : [`and ${counted(unmanaged.length, "pipeline")} that nobody manages, named as ours are`]),
    ...unmanaged.flatMap(entry),
    ...relatives.map((relative) => c.yellow(relativeText(relative, stack))),
    ...unseen.map(({ scope, kinds, reason }) =>
      c.yellow(`could not be looked at in ${scope}: ${kinds.join(", ")} (${reason})`),
    ),
    `${calls} API calls to look for orphans`,
  ].join("\n");
}

function orphansOf(count: number): string {
  return count === 0 ? "no orphans" : `${counted(count, "orphan")}: marked as its own, not in its state`;
}
