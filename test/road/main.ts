/** `npm run road`: goes the whole road and prints what each step took. */
import { travel } from "./road";

travel({ say: (line) => process.stdout.write(`${line}\n`), clock: () => performance.now() }).then(
  (arrivals) => {
    for (const { service, objects, manifests } of arrivals)
      process.stdout.write(`${service}: ${objects.length} objects, ${manifests.length} files\n`);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
