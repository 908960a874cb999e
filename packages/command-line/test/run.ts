/** Runs a command line in this process. */
import { Readable, Writable } from "node:stream";
import type { Run } from "../src/runProcess";

/** What a run has printed, and its exit code. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs words in a folder, with a text as the standard input. */
export async function runWords(run: Run, argv: readonly string[], cwd = "/", input = ""): Promise<Ran> {
  const said = { out: "", err: "" };
  const sink = (name: "out" | "err") =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        said[name] += chunk.toString();
        done();
      },
    });
  const io = {
    stdout: sink("out"),
    stderr: sink("err"),
    stdin: Readable.from([Buffer.from(input)]),
    env: {},
    cwd,
  };
  return { code: await run(argv, io), ...said };
}
