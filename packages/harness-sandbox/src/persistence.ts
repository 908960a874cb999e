import { closeSync, mkdirSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { problem } from "@harness-catalog/problems";
import { isMissing, mostStateBytes, openToAppend, readPlainFile } from "@harness-catalog/files/plainFile";
import { replaceFile } from "@harness-catalog/files/replaceFile";
import type { Change, Store } from "./store";

/** First line of every state file. */
interface Header {
  readonly sandbox: 1;
  readonly account: string;
}

/** Lines after which the file is rewritten without what has been overtaken. */
const rewriteAfter = 50_000;

/**
 * The account on disk: a header and one line per call that changed something. A line is handed to the operating
 * system before the call is answered, so that killing the process loses nothing that was answered.
 */
export class Journal {
  private file: number;
  private lines = 0;

  private constructor(
    private readonly path: string,
    private readonly header: Header,
    private readonly store: Store,
  ) {
    this.file = this.rewrite();
  }

  /**
   * Restores the store from a file, or starts a new one.
   * @throws CatalogError CMD006 when the file is damaged or belongs to another account.
   */
  static open(path: string, account: string, store: Store): Journal {
    const full = resolve(path);
    mkdirSync(dirname(full), { recursive: true, mode: 0o700 });
    const text = textOf(full);
    if (text !== undefined) store.restore(readChanges(full, text, account));
    return new Journal(full, { sandbox: 1, account }, store);
  }

  /** Makes changes durable as one unit: after a crash all of them are there, or none. */
  append(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    writeSync(this.file, `${JSON.stringify(changes)}\n`);
    if (++this.lines < rewriteAfter) return;
    closeSync(this.file);
    this.file = this.rewrite();
  }

  close(): void {
    closeSync(this.file);
    closeSync(this.rewrite());
  }

  /** Writes the state beside the file, moves it into place and opens it for appending. */
  private rewrite(): number {
    const lines = [this.header, ...this.store.dump().map((change) => [change])].map((line) =>
      JSON.stringify(line),
    );
    replaceFile(this.path, `${lines.join("\n")}\n`, 0o600); // it holds secret values
    this.lines = 0;
    return openToAppend(this.path, 0o600);
  }
}

/** Text of a state file, undefined where there is none. @throws CatalogError CMD006 */
function textOf(path: string): string | undefined {
  try {
    return readPlainFile(path, mostStateBytes).toString("utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw problem(
      "CMD006",
      `${path} cannot be read: ${(error as Error).message}`,
      "name another file with --state",
    );
  }
}

function readChanges(path: string, text: string, account: string): Change[] {
  const [first = "", ...rest] = text.split("\n");
  const header = parse(first) as Partial<Header> | undefined;
  if (header?.sandbox !== 1) {
    throw problem(
      "CMD006",
      `${path} is not a state file of the sandbox`,
      "name another file, or delete this one",
    );
  }
  if (header.account !== account) {
    const owner = `account "${header.account ?? ""}"`;
    throw problem("CMD006", `${path} holds ${owner}, not "${account}"`, "use one state file per account");
  }
  // A process that was killed while writing leaves half a line at the end; nobody was told that it was saved.
  const lines = rest.slice(0, -1);
  return lines.flatMap((line, index) => {
    const changes = parse(line);
    if (Array.isArray(changes)) return changes as Change[];
    throw problem(
      "CMD006",
      `${path} is damaged at line ${index + 2}`,
      "restore the file, or delete it to start anew",
    );
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
