/**
 * Puts what a killed run left behind back into the state, so that the next run updates, adopts or deletes it.
 * Pure: deployment and journal in, deployment out.
 */
import type { JournalEntry } from "./journal";

/** A resource as the engine keeps it in its state. */
export interface StateResource {
  urn: string;
  custom: boolean;
  type: string;
  id?: string;
  parent?: string;
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  dependencies?: string[];
}

/** The part of an exported deployment that recovery touches. */
export interface DeploymentState {
  resources?: StateResource[];
  [key: string]: unknown;
}

/** A state to import, and the objects in it that must be read before they are trusted. */
export interface Recovery {
  readonly deployment: DeploymentState;
  readonly restored: readonly string[];
}

/** What the engine prints instead of a secret; such a value is left out and written again by the next run. */
const masked = "[secret]";

/** Adds every object the journal saw created and the state does not know. Returns undefined when nothing is missing. */
export function recover(state: DeploymentState, journal: readonly JournalEntry[]): Recovery | undefined {
  const known = new Set((state.resources ?? []).map((resource) => resource.urn));
  const lost = new Map<string, JournalEntry>();
  for (const entry of journal) {
    if (entry.op.startsWith("delete")) {
      if (entry.at === "done") lost.delete(entry.urn);
    } else if (!known.has(entry.urn)) {
      // A `done` entry knows the id and the outputs, but must not move behind children that began after it did.
      lost.set(entry.urn, { ...lost.get(entry.urn), ...entry });
    }
  }
  const restored = withDependencies([...lost.values()].flatMap(toResource));
  if (restored.length === 0) return undefined;
  return {
    deployment: { ...state, resources: [...(state.resources ?? []), ...restored] },
    restored: restored
      .filter((resource) => resource.type.startsWith("harness:"))
      .map((resource) => resource.urn),
  };
}

function toResource(entry: JournalEntry): StateResource[] {
  const inputs = unmasked(entry.inputs ?? {});
  const id = entry.id ?? identifierOf(entry.type, inputs);
  if (
    entry.custom &&
    (id === undefined || (entry.type.startsWith("pulumi:providers:") && entry.at !== "done"))
  )
    return [];
  return [
    {
      urn: entry.urn,
      custom: entry.custom,
      type: entry.type,
      ...(entry.custom && id !== undefined ? { id } : {}),
      ...(entry.parent === undefined ? {} : { parent: entry.parent }),
      ...(entry.provider === undefined ? {} : { provider: entry.provider }),
      inputs,
      outputs: unmasked(entry.outputs ?? entry.inputs ?? {}),
    },
  ];
}

/** Harness ids are the identifiers (of tokens the names) the program chose, so an unanswered create has a known id too. */
function identifierOf(type: string, inputs: Record<string, unknown>): string | undefined {
  const id = inputs[type.endsWith(":Delegatetoken") ? "name" : "identifier"];
  return typeof id === "string" ? id : undefined;
}

/**
 * The event stream carries no dependencies. Objects of one component are created in dependency order, so a chain in
 * that order lets the engine delete them in reverse.
 */
function withDependencies(resources: StateResource[]): StateResource[] {
  const last = new Map<string, string>();
  return resources.map((resource) => {
    if (!resource.type.startsWith("harness:")) return resource;
    const parent = resource.parent ?? "";
    const before = last.get(parent);
    last.set(parent, resource.urn);
    return before === undefined ? resource : { ...resource, dependencies: [before] };
  });
}

function unmasked(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => !JSON.stringify(value ?? null).includes(masked)),
  );
}
