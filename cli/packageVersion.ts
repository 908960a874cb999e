import { join } from "node:path";
import { readTextFile } from "../paths/plainFile";
import { packageRoot } from "../paths/packageRoot";

/** Version of this package, as package.json has it. */
export function packageVersion(): string {
  const text = readTextFile(join(packageRoot(), "package.json"));
  return (JSON.parse(text) as { version: string }).version;
}
