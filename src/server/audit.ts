/** Who asked for what, when, and what became of it: JSON lines that are only ever appended. */
import { closeSync, fsyncSync, mkdirSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { openToAppend } from "@harness-catalog/files/plainFile";

/** One line. Bodies, tokens and signatures never are in it. */
export interface AuditEntry {
  /**
   * `request`: written before anything is done, so that nothing is done that is not in the log; `answer`: how it ended;
   * `webhook`: what a host of pull requests reported.
   */
  readonly event: "request" | "answer" | "webhook";
  readonly requestId: string;
  /** Name of the token; undefined for a request without a valid one. */
  readonly who: string | undefined;
  /** `POST /api/v1/services` */
  readonly what: string;
  readonly services?: readonly string[];
  /** HTTP status. */
  readonly status?: number;
  /** `created`, `exists`, `merged`, … */
  readonly outcome?: string;
  /** Codes of a refusal. */
  readonly codes?: readonly string[];
  readonly branch?: string;
  readonly commit?: string | undefined;
  readonly pullRequest?: string | undefined;
}

export class AuditLog {
  readonly #file: number;

  /** @param now milliseconds since 1970 */
  constructor(
    path: string,
    readonly now: () => number,
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#file = openToAppend(path, 0o600);
  }

  /** Appends a line; it is on disk when this returns. */
  append(entry: AuditEntry): void {
    writeSync(this.#file, `${JSON.stringify({ at: new Date(this.now()).toISOString(), ...entry })}\n`);
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}
