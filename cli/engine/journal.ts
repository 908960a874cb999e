/**
 * The write-ahead record of a run. The engine keeps its state in memory until it ends (see settings.ts); if it is
 * killed, this file says what it had begun and finished.
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import type { EngineEvent, StepEventMetadata, StepEventStateMetadata } from "@pulumi/pulumi/automation";

/** One step of the engine, as far as recovery needs it. */
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

/** Operations after which an object exists that the state may not know, or is gone that the state may still hold. */
const recorded = new Set(["create", "create-replacement", "delete", "delete-replaced", "import"]);

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

/** The journal of one stack. Entries are on disk before the call returns. */
export class Journal {
  constructor(private readonly file: string) {}

  record(event: EngineEvent): void {
    const entry = entryOf(event);
    if (entry !== undefined) appendFileSync(this.file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }

  /** Entries of the last run that did not end cleanly. A torn last line is dropped. */
  entries(): JournalEntry[] {
    if (!existsSync(this.file)) return [];
    return readFileSync(this.file, "utf8").split("\n").flatMap(parseLine);
  }

  /** Called when the engine has written its state. */
  clear(): void {
    rmSync(this.file, { force: true });
  }
}

function parseLine(line: string): JournalEntry[] {
  if (line === "") return [];
  try {
    return [JSON.parse(line) as JournalEntry];
  } catch {
    return [];
  }
}
