/** Whose entries differ between two catalogs, and who has to agree. */
import { sameValue } from "./written";
import type { Catalog, Service } from "./model";

/** One entry that is not as it was. */
export interface EntryChange {
  readonly service: string;
  /** `handed over`: it belongs to another team than before, whatever else changes. */
  readonly kind: "added" | "changed" | "removed" | "handed over";
  /** Teams before and after; equal unless it is handed over. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * Entries that differ, by the name they have now. An entry that takes over the history of another by `previousName` is
 * that other entry, changed.
 */
export function entryChanges(
  before: Pick<Catalog, "services">,
  after: Pick<Catalog, "services">,
): EntryChange[] {
  const old = new Map(before.services.map((service) => [service.name, service]));
  const kept = new Set(after.services.map(({ name }) => name));
  const taken = new Set<string>();
  const there = after.services.map((service) => {
    const last = old.get(service.name) ?? predecessor(service, old, kept);
    if (last !== undefined) taken.add(last.name);
    return changeTo(last, service);
  });
  const gone = before.services
    .filter(({ name }) => !taken.has(name))
    .map(({ name, team }): EntryChange => ({ service: name, kind: "removed", from: team, to: undefined }));
  return [...there.filter((change) => change !== undefined), ...gone].sort((a, b) =>
    a.service < b.service ? -1 : 1,
  );
}

function predecessor(
  { previousName }: Service,
  old: ReadonlyMap<string, Service>,
  kept: ReadonlySet<string>,
): Service | undefined {
  return previousName === undefined || kept.has(previousName) ? undefined : old.get(previousName);
}

function changeTo(last: Service | undefined, { name, ...service }: Service): EntryChange | undefined {
  const to = service.team;
  if (last === undefined) return { service: name, kind: "added", from: undefined, to };
  if (last.team !== to) return { service: name, kind: "handed over", from: last.team, to };
  return sameValue(last, { name, ...service })
    ? undefined
    : { service: name, kind: "changed", from: last.team, to };
}

/** Teams that have to agree, each with the services it is about; sorted by team. */
export function teamsAsked(changes: readonly EntryChange[]): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  for (const { service, from, to } of changes) {
    for (const team of new Set([from, to].filter((each) => each !== undefined)))
      asked.set(team, [...(asked.get(team) ?? []), service]);
  }
  return new Map([...asked].sort(([a], [b]) => (a < b ? -1 : 1)));
}
