/**
 * The write-ahead record of a run. The engine keeps its state in memory until it ends (see settings.ts); if anything is
 * killed, this record says what had begun. It has two files. Into `writes.jsonl` the provider notes every write and
 * waits until the note is on disk before it sends the request; nothing else proves what was sent. `journal.jsonl` holds
 * the engine's events, which may come late or never: from them come groups, providers and objects of other providers.
 */
import { closeSync, existsSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { mostStateBytes, openToAppend, readPlainFile } from "@harness-catalog/files/plainFile";
import { replaceFile } from "../replaceFile";
import { entryOf, unfinished, type JournalEntry } from "./journalEntry";

/** A write as the provider notes it, see packages/pulumi-harness/src/provider/rpc/writeLog.ts. */
export interface WriteEntry {
  /** Name of the write; the state that knows its end carries it. */
  readonly write: string;
  readonly op: "create" | "update" | "delete";
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** Names of the inputs that together say where the object lives. */
  readonly address: readonly string[];
  /** Secret inputs whose values it changes. */
  readonly secrets: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly to: { readonly accountId: string; readonly endpoint: string };
}

/** Whose journal it is; the first line of `writes.jsonl`. */
export interface JournalOwner {
  readonly stack: string;
  readonly project: string;
  readonly backend: string;
}

interface Beginning {
  readonly base: string;
  readonly reading: boolean;
}

/** Whether the provider of a type notes its own writes, so that the engine's events about them say nothing more. */
export type NotesWrites = (type: string) => boolean;

/** What a journal says. */
export interface JournalNotes {
  /** False when it is torn, empty or another stack's: then only reading everything tells the truth. */
  readonly whole: boolean;
  /** Whether a run that was reading the account did not end. */
  readonly reading: boolean;
  /** Digest of the state the run began with; undefined where the journal is not whole. */
  readonly base?: string;
  readonly writes: readonly WriteEntry[];
  readonly events: readonly JournalEntry[];
}

const writesName = "writes.jsonl";
const eventsName = "journal.jsonl";

/** The journal of one stack. */
export class Journal {
  /** File the provider notes its writes in. */
  readonly writesFile: string;
  private readonly eventsFile: string;

  /** @param folder scratch folder of the stack */
  constructor(
    folder: string,
    private readonly owner: JournalOwner,
    private readonly notesWrites: NotesWrites,
  ) {
    this.writesFile = join(folder, writesName);
    this.eventsFile = join(folder, eventsName);
  }

  /** Whether a run has left a journal in this scratch folder. */
  static isLeftIn(folder: string): boolean {
    return [writesName, eventsName].some((name) => existsSync(join(folder, name)));
  }

  /**
   * Begins the record of a run; what is still open of earlier ones stays in it.
   * @param reading whether the run reads the account: should it be killed, what it has seen is lost
   * @throws CatalogError CMD013
   */
  begin(base: string, reading: boolean): void {
    const open = this.read();
    this.replace({ base, reading }, open?.writes ?? [], open?.events ?? []);
  }

  /** Takes an engine event. One that cannot be written leaves a torn line, so that the next run reads everything. */
  record(event: EngineEvent): void {
    const entry = entryOf(event);
    if (entry === undefined) return;
    try {
      append(this.eventsFile, `\n${JSON.stringify(entry)}\n`);
    } catch {
      this.broken = true;
    }
  }
  private broken = false;

  /** What runs before have left open; undefined when they have left nothing. */
  read(): JournalNotes | undefined {
    const writes = linesOf(this.writesFile);
    const events = linesOf(this.eventsFile);
    if (writes === undefined && events === undefined) return undefined;
    const [first, ...rest] = writes ?? [];
    const header = first as Partial<JournalOwner & Beginning> | undefined;
    const { stack, project, backend } = this.owner;
    const ours = header?.stack === stack && header.project === project && header.backend === backend;
    const all = [...rest, ...(events ?? [])];
    const mine = (entry: unknown) => isOfStack(entry, stack, project);
    return {
      whole: ours && typeof header.base === "string" && all.every(mine) && !this.broken,
      reading: header?.reading === true,
      ...(ours && typeof header.base === "string" ? { base: header.base } : {}),
      writes: rest.filter((line): line is WriteEntry => mine(line) && isWrite(line)),
      events: (events ?? []).filter((line): line is JournalEntry => mine(line) && isEvent(line)),
    };
  }

  /**
   * Called when the engine's state has been read back: keeps the writes whose end is not in it, and forgets the rest.
   * @param base digest of that state
   */
  settle(base: string, unproven: readonly WriteEntry[]): void {
    const events = unfinished(this.read()?.events ?? []).filter(({ type }) => !this.notesWrites(type));
    if (unproven.length === 0 && events.length === 0 && !this.broken) this.clear();
    else this.replace({ base, reading: false }, unproven, this.broken ? [] : events);
  }

  /** Forgets everything. */
  clear(): void {
    rmSync(this.eventsFile, { force: true });
    rmSync(this.writesFile, { force: true });
  }

  private replace(
    beginning: Beginning,
    writes: readonly WriteEntry[],
    events: readonly JournalEntry[],
  ): void {
    replaceFile(this.eventsFile, textOf(events), 0o600);
    replaceFile(this.writesFile, textOf([{ ...this.owner, ...beginning }, ...writes]), 0o600);
  }
}

function textOf(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function append(file: string, text: string): void {
  const descriptor = openToAppend(file, 0o600);
  try {
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

/** The lines of a file, undefined for those that are torn; undefined when there is no file. */
function linesOf(file: string): unknown[] | undefined {
  return textIfReadable(file)
    ?.split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        return undefined;
      }
    });
}

/** What cannot be read says as little as a torn line, and is one: then everything is read from the account. */
function textIfReadable(file: string): string | undefined {
  try {
    return existsSync(file) ? readPlainFile(file, mostStateBytes).toString("utf8") : undefined;
  } catch {
    return "torn";
  }
}

function isOfStack(line: unknown, stack: string, project: string): boolean {
  const urn = (line as { urn?: unknown } | null | undefined)?.urn;
  return typeof urn === "string" && urn.startsWith(`urn:pulumi:${stack}::${project}::`);
}

function isWrite(line: unknown): boolean {
  const { write, type, address, secrets, inputs } = line as Partial<WriteEntry>;
  const strings = [write, type].every((value) => typeof value === "string");
  return strings && Array.isArray(address) && Array.isArray(secrets) && typeof inputs === "object";
}

function isEvent(line: unknown): boolean {
  const { at, op, type } = line as Partial<JournalEntry>;
  return [at, op, type].every((value) => typeof value === "string");
}
