import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";

/** How a child process ended: an exit code, a signal, or why it could not start. */
export type Ending =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  | { readonly kind: "unstarted"; readonly error: Error };

/** How it ended, in words: `exit code 4`, `SIGKILL`. */
export function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case "code":
      return `exit code ${ending.code}`;
    case "signal":
      return ending.signal;
    case "unstarted":
      return ending.error.message;
  }
}

/** The processes this host has started and not yet seen the end of. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  /** Starts a process that ends with this host; `ended` resolves once it has ended and its output is read. */
  start(
    command: string,
    args: readonly string[],
    options: SpawnOptions,
  ): { child: ChildProcess; ended: Promise<Ending> } {
    const child = spawn(command, args, options);
    this.running.add(child);
    const ended = new Promise<Ending>((resolve) => {
      child.on("error", (error) => resolve({ kind: "unstarted", error }));
      child.on("close", (code, signal) =>
        resolve(signal === null ? { kind: "code", code: code ?? 1 } : { kind: "signal", signal }),
      );
    }).finally(() => this.running.delete(child));
    return { child, ended };
  }

  /** Ends all of them at once. A Pulumi program holds nothing that it would have to put in order. */
  killAll(): void {
    for (const child of this.running) child.kill("SIGKILL");
  }
}
