import { isHarnessObject } from "../engine/objectTypes";
import type { OperationResult } from "../engine/operation";
import type { Change } from "../engine/tally";

/** The provider's default pace; see packages/pulumi-harness/src/provider/api/settings.ts. */
export const callsPerMinute = 380;

/**
 * Calls of an update that are not a look at what people own and a write: what nobody can add to needs no look, an
 * assignment is deleted and made, an enabled freeze is disabled first.
 */
const updateCalls: Readonly<Record<string, number>> = {
  Delegatetoken: 1,
  Policy: 1,
  PolicySet: 1,
  ServiceOverridesV2: 1,
  RoleAssignments: 2,
  ManualFreeze: 3,
};

/** Looks at objects of one list that are made singly; for more, the list is read instead, 100 objects a page. */
const singleLooks = 10;
const pageSize = 100;

/** Types whose objects are looked at singly, however many: their list shows too little, or is that of one parent. */
const lookedAtSingly = [
  "Infrastructure",
  "InputSet",
  "ManualFreeze",
  "MonitoredService",
  "Template",
  "Triggers",
];

/** Types that carry no marks: nothing would say that another state has taken them over. */
const unmarked = ["Delegatetoken", "PolicySet", "RoleAssignments", "ServiceOverridesV2"];

/**
 * What `up` would cost at Harness: one write an object, two for a replacement, for updates a look at what people have added in
 * the console, and for deletions one at whose the object is by now; at {@link callsPerMinute}, in seconds. Objects on GitHub
 * and in Kubernetes cost none.
 */
export function upCost({ tally, changes }: Pick<OperationResult, "tally" | "changes">): {
  readonly calls: number;
  readonly seconds: number;
} {
  const elsewhere = changes.filter(({ type }) => !isHarnessObject(type));
  const all = tally.create + tally.update + tally.delete + 2 * tally.replace;
  const writes = elsewhere.reduce((rest, { op }) => rest - (op === "replace" ? 2 : 1), all);
  const updates = changes.filter(({ op, type }) => op === "update" && isHarnessObject(type));
  const more = updates.reduce((sum, change) => sum + callsOf(change) - 1, 0);
  const deletions = changes.filter(
    (change) =>
      (change.op === "delete" || change.op === "replace") &&
      isHarnessObject(change.type) &&
      !unmarked.includes(kindOf(change)),
  );
  const calls = writes + more + deletions.length - savedByLists([...updates, ...deletions]);
  return { calls, seconds: Math.ceil((calls * 60) / callsPerMinute) };
}

function callsOf(change: Change): number {
  const kind = kindOf(change);
  // The mark of the stable version moves by a call of its own
  const marks = kind === "Template" && change.properties.includes("isStable") ? 1 : 0;
  return (updateCalls[kind] ?? 2) + marks;
}

/** Looks that are not made because a list says the same. */
function savedByLists(looks: readonly Change[]): number {
  const counts = new Map<string, number>();
  for (const kind of looks.map(kindOf)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const saved = [...counts].map(([kind, count]) => {
    if (count <= singleLooks || kind in updateCalls || lookedAtSingly.includes(kind)) return 0;
    return Math.max(0, count - singleLooks - Math.ceil(count / pageSize));
  });
  return saved.reduce((sum, count) => sum + count, 0);
}

function kindOf({ type }: Change): string {
  return type.split(":").at(-1) ?? "";
}
