/** An Io that keeps what a command writes. */
import { Readable, Writable } from "node:stream";
import type { Io } from "../../src/cli/io";

/** Io over strings; never a terminal unless asked. */
export interface MemoryIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

/** Makes an Io for in-process runs of the CLI. */
export function memoryIo(
  options: { cwd?: string; env?: Record<string, string>; tty?: boolean; input?: string; now?: number } = {},
): MemoryIo {
  const out = sink(options.tty ?? false);
  const err = sink(options.tty ?? false);
  return {
    stdout: out.stream,
    stderr: err.stream,
    stdin: Object.assign(Readable.from([options.input ?? ""]), { isTTY: options.tty ?? false }),
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    now: () => options.now ?? Date.now(),
    out: out.text,
    err: err.text,
  };
}

function sink(isTTY: boolean): { stream: Writable & { isTTY: boolean }; text: () => string } {
  let text = "";
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString("utf8");
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => text };
}
