import { join } from "node:path";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { packageRoot } from "./packageRoot";

/** Version of this package, as package.json has it. */
export function packageVersion(): string {
  const text = readTextFile(join(packageRoot(), "package.json"));
  return (JSON.parse(text) as { version: string }).version;
}
