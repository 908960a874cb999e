/** Changes by what they belong to: a service, a team, an environment, a library. */
import { compareText } from "@harness-catalog/problems/suggest";
import type { Change } from "../engine/tally";

/** What people look for in a plan. */
export interface Group {
  /** `service`, or what else the objects belong to. */
  readonly kind: string;
  /** Name of the service, team or environment; empty where there is only one of the kind. */
  readonly name: string;
  readonly changes: readonly Change[];
}

const kinds: Readonly<Record<string, string>> = {
  ServiceDelivery: "service",
  Team: "team",
  DeliveryTarget: "environment",
  TemplateLibrary: "templates",
  PolicyLibrary: "policies",
  Foundation: "foundation",
};

/** Kinds of which a stack has one, so that a name would say nothing. */
const single = new Set(["templates", "policies", "foundation", "other"]);

/** Groups with deletions first, then services, then the rest; by name within. */
export function groupsOf(changes: readonly Change[]): Group[] {
  const groups = new Map<string, { kind: string; name: string; changes: Change[] }>();
  for (const change of changes) {
    const kind =
      change.group === undefined ? "other" : (kinds[change.group.component] ?? change.group.component);
    const name = single.has(kind) ? "" : (change.group?.name ?? "");
    const group = groups.get(`${kind} ${name}`) ?? { kind, name, changes: [] };
    group.changes.push(change);
    groups.set(`${kind} ${name}`, group);
  }
  const rank = (group: Group) => (count(group, "delete") > 0 ? 0 : group.kind === "service" ? 1 : 2);
  return [...groups.values()].sort(
    (a, b) => rank(a) - rank(b) || compareText(a.kind, b.kind) || compareText(a.name, b.name),
  );
}

/** How many objects of a group an operation meets. */
export function count(group: Group, op: Change["op"]): number {
  return group.changes.filter((change) => change.op === op).length;
}
