/** What the Automation API asks the engine after every run, and nobody here reads. */
import type { PulumiCommand } from "@pulumi/pulumi/automation";

/** An answer of the engine, as the Automation API takes it. */
interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

interface Runs {
  run(args: string[], ...rest: unknown[]): Promise<Answer>;
}

/**
 * Answers for the engine where the Automation API asks for the history of a stack, or after an `up` for its outputs, twice.
 * Each costs a start of the engine, which reads the whole state. Outputs that are asked for at another time are read.
 */
export function answerUnread(command: PulumiCommand): void {
  const inner = command as unknown as Runs;
  const run = inner.run.bind(command);
  let applied = false;
  inner.run = async (args, ...rest) => {
    const [word, what] = args;
    if (word === "stack" && what === "history") return empty("[]");
    if (word === "stack" && what === "output" && applied) return empty("{}");
    applied ||= word === "up";
    return run(args, ...rest);
  };
}

function empty(stdout: string): Answer {
  return { stdout, stderr: "", code: 0 };
}
