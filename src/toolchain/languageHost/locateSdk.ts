import { createRequire } from "node:module";
import * as path from "node:path";

/** The file of a module as a program in that directory would load it; undefined when it is not installed there. */
export function locateSdk(module: string, programDirectory: string): string | undefined {
  try {
    return createRequire(path.join(programDirectory, "program.js")).resolve(module);
  } catch {
    return undefined;
  }
}
