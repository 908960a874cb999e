/** The plugin process: serves the provider and prints its port for the engine, as the first line of standard output. */
import { Session } from "./rpc/session";
import { serve } from "./serve";

process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

// The engine closes standard input when it goes, even when it is killed; a provider must not outlive it
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));

serve(new Session(process.env), process.env).then(({ port }) => process.stdout.write(`${port}\n`), fail);

/** An uncaught error must not look like a normal end. */
function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
