/** What the engine says of its steps, as far as recovery needs it. Pure. */
import type { EngineEvent, StepEventMetadata, StepEventStateMetadata } from "@pulumi/pulumi/automation";

/** One step of the engine. */
export interface JournalEntry {
  /** `begun` before the provider is called, `done` after it answered. */
  readonly at: "begun" | "done";
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Operations after which an object is another one than the state may say. */
const recorded = new Set(["create", "create-replacement", "update", "delete", "delete-replaced", "import"]);

/** The entry of an engine event, or undefined when the event changes nothing that recovery needs. */
export function entryOf(event: EngineEvent): JournalEntry | undefined {
  const metadata: StepEventMetadata | undefined =
    event.resourcePreEvent?.metadata ?? event.resOutputsEvent?.metadata;
  if (metadata === undefined || !recorded.has(metadata.op)) return undefined;
  const state: StepEventStateMetadata | undefined = metadata.new ?? metadata.old;
  if (state === undefined) return undefined;
  return {
    at: event.resourcePreEvent === undefined ? "done" : "begun",
    op: metadata.op,
    urn: metadata.urn,
    type: metadata.type,
    custom: state.custom ?? false,
    ...(state.id ? { id: state.id } : {}),
    ...(state.parent ? { parent: state.parent } : {}),
    ...(metadata.provider ? { provider: metadata.provider } : {}),
    inputs: state.inputs as Record<string, unknown>,
    outputs: state.outputs as Record<string, unknown>,
  };
}

/** The steps on real objects that began and of which nothing says that they ended. */
export function unfinished(entries: readonly JournalEntry[]): JournalEntry[] {
  const key = ({ urn, op }: JournalEntry) => `${op} ${urn}`;
  const ended = new Set(entries.filter(({ at }) => at === "done").map(key));
  return entries.filter((entry) => entry.custom && entry.at === "begun" && !ended.has(key(entry)));
}
