/** `Pulumi.<stack>.yaml`, for what has to be known before the engine runs. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The configuration of a stack as its file has it; empty when there is no file. Secrets in it are encrypted. */
export function stackConfig(root: string, stack: string): Readonly<Record<string, unknown>> {
  const file = join(root, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) return {};
  const content = parse(readFileSync(file, "utf8")) as { config?: Record<string, unknown> } | null;
  return content?.config ?? {};
}
