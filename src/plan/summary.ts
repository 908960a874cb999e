/** A plan in numbers. */
import { objectKinds, type ObjectKind, type Plan } from "./model";

/** Number of objects per kind; kinds without objects are left out. Order of {@link objectKinds}. */
export function countObjects(plan: Plan): Partial<Record<ObjectKind, number>> {
  const counts: Partial<Record<ObjectKind, number>> = {};
  const kinds = plan.units.flatMap((unit) => unit.objects.map(({ kind }) => kind));
  for (const kind of objectKinds) {
    const count = kinds.filter((other) => other === kind).length;
    if (count > 0) counts[kind] = count;
  }
  return counts;
}

/** The numbers and the notices as text, the same for the same plan. */
export function summarisePlan(plan: Plan): string {
  const counts = Object.entries(countObjects(plan));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const width = Math.max(5, ...counts.map(([kind]) => kind.length));
  const line = (kind: string, count: number) => `${kind.padEnd(width)} ${String(count).padStart(5)}`;
  return [
    ...counts.map(([kind, count]) => line(kind, count)),
    line("total", total),
    ...plan.notices.map(({ subject, message }) => `${subject}: ${message}`),
    "",
  ].join("\n");
}
