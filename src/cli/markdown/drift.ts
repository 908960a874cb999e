/** What was done behind the catalog's back, and what puts it right: an issue, a job summary. */
import type { OperationResult } from "../engine/operation";
import type { OrphanReport } from "../orphans/model";
import { counted } from "../counted";
import { details, table } from "./changes";
import { fit } from "./fit";
import { groupsOf } from "./groups";
import { orphanSections } from "./orphans";
import { code } from "./text";

/** A refresh, and the plan made after it. */
export interface Drift {
  readonly stack: string;
  /** What the account has become since it was last looked at. */
  readonly found: OperationResult;
  /** What `up` would do now; it also holds drift that an earlier run has found and nobody has put right. */
  readonly repair: OperationResult;
  /** Objects of the account that are in no state. */
  readonly orphans: OrphanReport;
}

/** True when somebody has to act. What could not be looked at is told, and asks nobody for a change. */
export function hasDrifted({ found, repair, orphans }: Drift): boolean {
  const strays = orphans.orphans.length + orphans.unmanaged.length;
  return found.changes.length + repair.changes.length + strays > 0;
}

/** The report, within the limit of an issue. */
export function driftMarkdown(drift: Drift): string {
  const { stack, found, repair, orphans } = drift;
  const strays = orphanSections(orphans, stack);
  const [seen, pending] = [groupsOf(found.changes), groupsOf(repair.changes)];
  const compared = counted(found.tally.same + found.tally.update + found.tally.delete, "object");
  return fit({
    head: [
      `### Stack ${code(stack)} ${hasDrifted(drift) ? "differs from the catalog" : "is what the catalog says"}`,
      `${compared} compared with the account in ${counted(found.calls.total + orphans.calls, "API call")}.`,
      ...(seen.length === 0 ? [] : ["#### Changed in the account since the last look", table(seen, "drift")]),
      ...(pending.length === 0
        ? []
        : [
            "#### What `up` would do",
            table(pending),
            `Next: merge or run the workflow \`deploy\`, or ${next(stack)}.`,
          ]),
      ...strays.head,
    ],
    details: [...strays.details, ...details(seen, "drift"), ...details(pending)],
    tail: [`<sub>made by \`npx harness-catalog drift --stack ${stack}\`</sub>`],
    omitted: (left) => `_Details of ${left} more groups of objects are left out._`,
  });
}

function next(stack: string): string {
  return `\`npx harness-catalog up --stack ${stack}\`; to keep a change made by hand, write it into the catalog`;
}
