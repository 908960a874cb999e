/** An orphan with its cure. Pure. */
import type { Service } from "../../catalog/model";
import { identityOf, serviceOfPipeline } from "../../catalog/names";
import { counted } from "../counted";
import type { Orphan, Place, Relative, Removal, Unseen } from "@pulumi/harness/provider/orphans/model";
import type { OrphanEntry, RelativeEntry, RemovalEntry, UnseenEntry } from "./model";

/** What cures follow from. */
export interface CureContext {
  readonly stack: string;
  readonly services: readonly Service[];
  /** Keys of the objects that the catalog asks this stack for, by address. */
  readonly planned: ReadonlyMap<string, string>;
}

/** What is told about an orphan. */
export function entryOf(orphan: Orphan, context: CureContext): OrphanEntry {
  const { kind, identifier, place, address } = orphan;
  const named = kind === "pipeline" ? serviceOfPipeline(identifier) : undefined;
  const service = orphan.service ?? named;
  const catalogKey = context.planned.get(address);
  return {
    kind,
    identifier,
    scope: scopeOf(place),
    service: service ?? null,
    catalogKey: catalogKey ?? null,
    cure:
      catalogKey !== undefined
        ? takeOver(orphan, catalogKey, context.stack)
        : orphan.marked
          ? markedCure(orphan, service, context)
          : unmarkedCure(service, context),
  };
}

/** What is told about kinds that could not be looked at. */
export function unseenEntry({ place, kinds, reason }: Unseen): UnseenEntry {
  return { scope: scopeOf(place), kinds, reason };
}

/** Other states by their identity, with the keys of what the catalog has in their objects' places. */
export function relativeEntries(
  relatives: readonly Relative[],
  planned: CureContext["planned"],
): RelativeEntry[] {
  const states = [...new Set(relatives.map(({ state }) => state))].sort();
  return states.map((state) => {
    const own = relatives.filter((relative) => relative.state === state);
    const catalogKeys = own.flatMap(({ address }) => planned.get(address) ?? []);
    return { state, objects: own.length, catalogKeys };
  });
}

/** What is told of another state: who it is, and what to do where it is lost. */
export function relativeText({ state, objects }: RelativeEntry, stack: string): string {
  return (
    `${counted(objects, "object")} of another state of stack ${stack} (catalog_state ${state}): leave them to whoever runs it; ` +
    `where it is lost, take them over with npx harness-catalog up --stack ${stack} --adopt-orphans, or be that state again with ` +
    `harness-catalog:stateId: ${state}`
  );
}

/** What is told about an orphan that was to be deleted. */
export function removalEntry({ orphan, kept }: Removal): RemovalEntry {
  const { kind, identifier, place } = orphan;
  return { kind, identifier, scope: scopeOf(place), kept: kept ?? null };
}

/** `up` adopts an object with its own marks; one that lacks that of the state by a word, one without any by its name. */
function takeOver({ marked, exact }: Orphan, key: string, stack: string): string {
  const option = exact ? "" : marked ? " --adopt-orphans" : ` --import ${key}`;
  return `the catalog has ${key}: take it over with npx harness-catalog up --stack ${stack}${option}`;
}

function markedCure({ exact }: Orphan, service: string | undefined, context: CureContext): string {
  const how = exact
    ? `with npx harness-catalog drift --stack ${context.stack} --delete-orphans`
    : "in Harness";
  const remove = `delete it ${how}, or take the marks managed_by and catalog_stack off to keep it`;
  if (service === undefined) return `not in the catalog: ${remove}`;
  return isKnown(service, context)
    ? `service ${service} is in the catalog, this object is not: ${remove}`
    : `service ${service} is not in the catalog: ${remove}; to have it back, add the service again and run up`;
}

function unmarkedCure(service: string | undefined, context: CureContext): string {
  const remove = "delete or rename it in Harness, or tag it managed_by with the name of who looks after it";
  if (service === undefined) return remove;
  return isKnown(service, context)
    ? `service ${service} is in the catalog, but has no pipeline here by this stack: ${remove}`
    : `service ${service} is not in the catalog: ${remove}; to take it over, add the service and run ` +
        `npx harness-catalog up --stack ${context.stack} --import pipeline/${service}`;
}

function isKnown(service: string, { services }: CureContext): boolean {
  return services.some((each) => each.name === service || identityOf(each) === service);
}

function scopeOf({ orgId, projectId }: Place): string {
  if (orgId === undefined) return "account";
  return projectId === undefined ? `organization ${orgId}` : `project ${orgId}/${projectId}`;
}

/** Kinds of a module that not every account has: what nobody uses is not missed where it cannot be listed. */
const optionalKinds: readonly string[] = ["monitoredService"];

/** What could not be looked at, without optional kinds that the stack neither has nor plans. */
export function worthTelling(unseen: readonly Unseen[], used: ReadonlySet<string>): Unseen[] {
  return unseen
    .map((each) => ({
      ...each,
      kinds: each.kinds.filter((kind) => used.has(kind) || !optionalKinds.includes(kind)),
    }))
    .filter(({ kinds }) => kinds.length > 0);
}
