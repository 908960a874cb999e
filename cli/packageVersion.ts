import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../paths/packageRoot";

/** Version of this package, as package.json has it. */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
