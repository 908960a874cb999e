/**
 * Brings a state and what a killed run left behind together, so that everything uncertain is in the state, marked as
 * unread, and can be read from the account. Pure: deployment and journal in, deployment out.
 */
import { createHash, randomUUID } from "node:crypto";
import { notesKey, notesOf, type DeploymentState, type StateResource } from "./deploymentState";
import type { WriteEntry } from "./journal";
import type { JournalEntry } from "./journalEntry";
import { inOrder } from "./order";
import { otherRestored, pendingEntries, writesOfEvents } from "./recoverEvents";

export type { DeploymentState, StateResource } from "./deploymentState";

/** A state to import, and the objects in it that must be read before they are trusted. */
export interface Recovery {
  readonly deployment: DeploymentState;
  /** URNs. */
  readonly unread: readonly string[];
}

/**
 * Puts everything a killed run had begun into the state. An object the state knows at its place is marked as unread; one
 * it does not know is added; one that was made at another place than the state knows is added beside it, as its twin.
 * @param writes writes whose end the state does not prove, in their order
 */
export function recover(
  state: DeploymentState,
  writes: readonly WriteEntry[],
  events: readonly JournalEntry[],
): Recovery {
  const { pending_operations: pending = [], ...rest } = state;
  const steps = [...pendingEntries(pending), ...events];
  const noted = new Set(writes.map(({ urn }) => urn));
  const others = otherRestored(state.resources ?? [], steps);
  const known = [...(state.resources ?? []), ...others];
  const all = [...writes, ...writesOfEvents(steps).filter(({ urn }) => !noted.has(urn))];
  const lost = new Map<string, StateResource>();
  const touched = new Map<string, Touched>();
  const touch = (urn: string, { op, secrets, inputs }: WriteEntry) => {
    const before = touched.get(urn);
    const said = op === "delete" || !noted.has(urn) ? [] : [inputs];
    touched.set(urn, {
      secrets: new Set([...(before?.secrets ?? []), ...secrets]),
      said: [...(before?.said ?? []), ...said],
    });
  };
  const provider = providerReference(known, all);
  const writtenInputs = new Map(all.map(({ urn, inputs }) => [urn, inputs]));
  for (const write of all) {
    const [same, moved] = placed([...known, ...lost.values()], write);
    for (const resource of write.op === "create" ? same : [...same, ...moved]) touch(resource.urn, write);
    if (write.op === "delete" || same.length > 0 || write.id === undefined) continue;
    const urn = moved.length === 0 ? write.urn : twinUrn(write);
    const step = steps.find((entry) => entry.urn === write.urn);
    lost.set(urn, lostResource({ ...write, urn, id: write.id }, step, known, provider.reference));
  }
  const marked = known.map((resource) => {
    const writesTo = touched.get(resource.urn);
    return writesTo === undefined || resource.delete === true || !resource.type.startsWith("harness:")
      ? resource
      : unreadResource(resource, writesTo);
  });
  const unread = [...touched.keys(), ...lost.keys()].filter((urn) => !isProvider(urn));
  return {
    deployment: {
      ...rest,
      resources: inOrder([...marked, ...provider.missing], [...lost.values()], writtenInputs),
    },
    unread: [...new Set(unread)],
  };
}

/** Resources of a write's URN: those at its place, and those at another. */
function placed(
  resources: readonly StateResource[],
  { urn, address, inputs }: WriteEntry,
): [StateResource[], StateResource[]] {
  const named = resources.filter((one) => one.urn === urn || one.urn.startsWith(`${urn}${twinMark}`));
  const value = (one: StateResource, key: string) => one.inputs?.[key] ?? one.outputs?.[key];
  const isHere = (one: StateResource) =>
    address.every((key) => JSON.stringify(value(one, key)) === JSON.stringify(inputs[key]));
  return [named.filter(isHere), named.filter((one) => !isHere(one))];
}

/** The provider knows twins by this part of their names, see packages/pulumi-harness/src/provider/rpc/lifecycle.ts. */
const twinMark = "~unrecorded-";

function twinUrn({ urn, address, inputs }: WriteEntry): string {
  const place = JSON.stringify(address.map((key) => inputs[key]));
  return `${urn}${twinMark}${createHash("sha256").update(place).digest("hex").slice(0, 8)}`;
}

function lostResource(
  { urn, type, id, inputs }: WriteEntry & { readonly id: string },
  step: JournalEntry | undefined,
  known: readonly StateResource[],
  provider: string,
): StateResource {
  const parent = known.find((resource) => resource.urn === step?.parent)?.urn;
  return {
    urn,
    custom: true,
    type,
    id,
    ...(parent === undefined ? {} : { parent }),
    provider: known.some((one) => `${one.urn}::${one.id ?? ""}` === step?.provider)
      ? (step?.provider ?? provider)
      : provider,
    inputs,
    outputs: { ...inputs, [notesKey]: JSON.stringify({ unread: "lost" }) },
  };
}

/** What uncertain writes may have done to an object. */
interface Touched {
  /** Secret inputs they may have changed. */
  readonly secrets: ReadonlySet<string>;
  /** Inputs they may have left in it. */
  readonly said: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Secret values cannot be read: one that a write may have changed is left out, so that the next run writes it again. What
 * the writes said goes along, because what nobody here has said would be taken for what people have added.
 */
function unreadResource(resource: StateResource, { secrets, said }: Touched): StateResource {
  const without = (values: Readonly<Record<string, unknown>> = {}) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !secrets.has(key)));
  const notes = notesOf(resource);
  const unread = notes.unread === "lost" ? "lost" : "kept";
  const all = [...(Array.isArray(notes.said) ? (notes.said as unknown[]) : []), ...said];
  return {
    ...resource,
    inputs: without(resource.inputs),
    outputs: {
      ...without(resource.outputs),
      [notesKey]: JSON.stringify(all.length === 0 ? { unread } : { unread, said: all }),
    },
  };
}

function isProvider(urn: string): boolean {
  return urn.includes("::pulumi:providers:");
}

/** The provider that lost objects are read with: the one of the state, or one made of what the writes say. */
function providerReference(
  known: readonly StateResource[],
  writes: readonly WriteEntry[],
): { readonly reference: string; readonly missing: readonly StateResource[] } {
  const found = known.find(({ type, delete: goes }) => type === "pulumi:providers:harness" && goes !== true);
  if (found !== undefined) return { reference: `${found.urn}::${found.id ?? ""}`, missing: [] };
  const write = writes.find(({ type, op }) => type.startsWith("harness:") && op !== "delete");
  if (write === undefined) return { reference: "", missing: [] };
  const type = "pulumi:providers:harness";
  const urn = `${write.urn.split("::").slice(0, 2).join("::")}::${type}::harness`;
  const made = { urn, custom: true, type, id: randomUUID(), inputs: write.to, outputs: write.to };
  return {
    reference: `${urn}::${made.id}`,
    missing: [{ ...made, inputs: { ...write.to }, outputs: { ...write.to } }],
  };
}
