/** Everything a command may touch of the outside, so that tests can give their own. */
import type { Readable, Writable } from "node:stream";
import { visible } from "@harness-catalog/problems/characters";
import { withColors } from "./colors";

export interface Io {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Milliseconds since 1970; undefined: the machine's clock. */
  readonly now?: () => number;
}

/**
 * Writes a line of result. Results go to stdout, progress and problems to stderr. Names come from catalogs, from Harness
 * and from tools: what a terminal would obey or not show is written out.
 */
export function print(io: Io, line = ""): void {
  io.stdout.write(`${shownText(line)}\n`);
}

/** Writes a line of progress or a problem. */
export function note(io: Io, line = ""): void {
  io.stderr.write(`${shownText(line)}\n`);
}

/** A text as it may be written to a terminal or a log: colours of this program, and nothing else that is not seen. */
export function shownText(text: string): string {
  return withColors(visible(text));
}
