/** The log of a dry run, kept while it is walked through. */
import { instantText } from "../time/instant";
import type { Entry, Notification } from "../model";
import type { Origin } from "../scenario/model";

/** An entry without its times. */
export type EntryParts = Omit<Entry, "at" | "offset" | "duration">;

/** Something a notification rule may wait for. */
export interface RunEvent {
  readonly at: number;
  readonly event: string;
  readonly stage: string;
  readonly step: string;
}

/** Collects what happens. Times are milliseconds since 1970. */
export class Recorder {
  readonly #entries: { readonly order: number; readonly at: number; readonly entry: Entry }[] = [];
  readonly #events: RunEvent[] = [];
  readonly #unresolved = new Map<string, { where: string; what: string }>();
  readonly #assumptions = new Set<string>();
  readonly #used = new Set<Origin>();
  #places = 0;
  #people = 0;

  constructor(readonly start: number) {}

  /** A place in the timeline for an entry whose outcome is only known later. */
  place(): number {
    return this.#places++;
  }

  add(place: number, from: number, to: number, parts: EntryParts): void {
    const entry = { ...this.#times(from), duration: (to - from) / 1000, ...parts };
    this.#entries.push({ order: place, at: from, entry });
  }

  event(event: RunEvent): void {
    this.#events.push(event);
  }

  unresolved(where: string, what: string): void {
    this.#unresolved.set(`${where} ${what}`, { where, what });
  }

  assume(assumption: string): void {
    this.#assumptions.add(assumption);
  }

  use(origin: Origin): void {
    this.#used.add(origin);
  }

  used(origin: Origin): boolean {
    return this.#used.has(origin);
  }

  /** A mail address nobody has had in this run. */
  freshPerson(): string {
    return `approver-${++this.#people}@example.com`;
  }

  /** Entries in the order they begin; what begins at once stands in the order of the document. */
  timeline(): Entry[] {
    return this.#entries.toSorted((a, b) => a.at - b.at || a.order - b.order).map(({ entry }) => entry);
  }

  /** Events in the order they happen. */
  events(): RunEvent[] {
    return this.#events.toSorted((a, b) => a.at - b.at);
  }

  /** The instant and offset of a notification. */
  times(at: number): Pick<Notification, "at" | "offset"> {
    return this.#times(at);
  }

  unresolvedOnes(): { where: string; what: string }[] {
    return [...this.#unresolved.values()];
  }

  assumptions(): string[] {
    return [...this.#assumptions];
  }

  #times(at: number): { at: string; offset: number } {
    return { at: instantText(at), offset: (at - this.start) / 1000 };
  }
}
