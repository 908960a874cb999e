/** The process around the command line: what it prints to, what it is interrupted by, and what nobody has thought of. */
import type { Writable } from "node:stream";
import { loopbackDirect } from "@harness-catalog/network";
import type { Io } from "./io";
import { printProblems } from "./problems";
import { run } from "./run";
import { problemOf } from "@harness-catalog/problems/unexpected";

/** Runs the command line of a process to its end and sets its exit code. Called once, by the bin. */
export function main(process: NodeJS.Process): void {
  // gRPC of Node.js and git send the loopback through a proxy unless NO_PROXY says otherwise; children inherit it.
  Object.assign(process.env, loopbackDirect(process.env));
  const { stdout, stderr, stdin, env } = process;
  const io: Io = { stdout, stderr, stdin, env, cwd: currentFolder(process) };
  const argv = process.argv.slice(2);
  // What is written over the arguments is what others see in the list of processes.
  if (argv.some((word) => /^--api-key(=|$)/.test(word))) process.title = "harness-catalog sandbox";
  const fail = (error: unknown): void => {
    printProblems(io, problemOf(error, argv).problems, false);
    process.exit(1);
  };
  // While a program runs inside the engine, the Automation API listens for both itself: what the program throws is an answer
  // of the engine then, with its own code, and ending the process here would kill the run in the middle.
  const stray = (event: "uncaughtException" | "unhandledRejection") => (error: unknown) => {
    if (process.listenerCount(event) === 1) fail(error);
  };
  process.on("uncaughtException", stray("uncaughtException"));
  process.on("unhandledRejection", stray("unhandledRejection"));
  leaveLimitToWrites(process);
  tolerateClosed(stderr, () => undefined);
  tolerateClosed(stdout, (error) => {
    process.exitCode = 1;
    stderr.write(`error the output could not be written: ${error.message}\n`);
  });
  void run(argv, io).then((code) => {
    process.exitCode ||= code;
  }, fail);
}

/**
 * Makes a write beyond the size that files may have (`ulimit -f`) an error of that write, with a message. Node.js ignores the
 * signal by itself, but signal-exit, which the Automation API brings, ends the process on it where nobody else listens.
 */
export function leaveLimitToWrites(process: NodeJS.Process): void {
  process.on("SIGXFSZ", () => undefined);
}

/**
 * Keeps a run alive whose reader has gone (`up | head`): it has objects to write and a journal to close, and its exit
 * code is still looked at. Any other failure to write is told, as somebody waits for that output.
 */
function tolerateClosed(stream: Writable, otherwise: (error: NodeJS.ErrnoException) => void): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") otherwise(error);
  });
}

/** A folder that was deleted under the shell has no name. Commands that need one then say what they miss. */
function currentFolder(process: NodeJS.Process): string {
  try {
    return process.cwd();
  } catch {
    return "/";
  }
}
