/** What every process of this project does with an error that nobody has thought of. */
import { formatProblem } from "./index";
import { problemOf } from "./unexpected";

/**
 * Ends a process on such an error with a line that says what to do, its trace in a file, and never with the trace itself.
 * Called once, before anything else, by whatever starts as a process of its own.
 * @param name what the process is called in messages: `provider`
 * @returns does the same with an error that was caught
 */
export function lastResort(process: NodeJS.Process, name: string): (error: unknown) => void {
  const fail = (error: unknown): void => {
    const found = problemOf(error, [name]);
    for (const each of found.problems) process.stderr.write(`error ${formatProblem(each)}\n`);
    process.exit(found.exitCode || 1);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  return fail;
}
