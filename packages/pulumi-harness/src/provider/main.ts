/** The plugin process: serves the provider and prints its port for the engine, as the first line of standard output. */
import { lastResort } from "@harness-catalog/problems/lastResort";
import { Session } from "./rpc/session";
import { serve } from "./serve";

// An uncaught error must not look like a normal end.
const fail = lastResort(process, "provider");

// The engine closes standard input when it goes, even when it is killed; a provider must not outlive it
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));

serve(new Session(process.env), process.env).then(({ port }) => process.stdout.write(`${port}\n`), fail);
