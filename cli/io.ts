/** Everything a command may touch of the outside, so that tests can give their own. */
import type { Readable, Writable } from "node:stream";

export interface Io {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Milliseconds since 1970; undefined: the machine's clock. */
  readonly now?: () => number;
}

/** Writes a line of result. Results go to stdout, progress and problems to stderr. */
export function print(io: Io, line = ""): void {
  io.stdout.write(`${line}\n`);
}

/** Writes a line of progress or a problem. */
export function note(io: Io, line = ""): void {
  io.stderr.write(`${line}\n`);
}
