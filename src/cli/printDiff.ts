import { diffLines } from "../catalog/edit";
import { colorsFor } from "./colors";
import { print, type Io } from "./io";
import { shown } from "./catalogDir";

/** Prints a unified diff of a file, coloured on terminals. */
export function printDiff(io: Io, path: string, before: string, after: string): void {
  const c = colorsFor(io, io.stdout);
  print(io, c.bold(shown(io, path)));
  for (const line of diffLines(before, after).split("\n")) {
    print(io, line.startsWith("+") ? c.green(line) : line.startsWith("-") ? c.red(line) : line);
  }
}
