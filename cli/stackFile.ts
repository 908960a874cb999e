/** `Pulumi.<stack>.yaml`, for what has to be known before the engine runs. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** Names of the stacks that have a file, sorted. */
export function stackNames(root: string): string[] {
  return readdirSync(root)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Name of the Pulumi project. */
export function projectName(root: string): string {
  return (parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as { name: string }).name;
}

/** The configuration of a stack as its file has it; empty when there is no file. Secrets in it are encrypted. */
export function stackConfig(root: string, stack: string): Readonly<Record<string, unknown>> {
  return (stackFile(root, stack)["config"] as Readonly<Record<string, unknown>> | undefined) ?? {};
}

/**
 * The key service of a cloud that a stack file names, such as `awskms://alias/state?region=eu-west-1`; undefined where the
 * values are encrypted with a passphrase, or by Pulumi's service (`default`).
 */
export function cloudSecretsProvider(root: string, stack: string): string | undefined {
  const named = stackFile(root, stack)["secretsprovider"];
  return typeof named === "string" && named.includes("://") ? named : undefined;
}

function stackFile(root: string, stack: string): Readonly<Record<string, unknown>> {
  const file = join(root, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) return {};
  return (parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>> | null) ?? {};
}

/** A list, or one as JSON text, as `pulumi config set` leaves it; undefined for anything else, which the program refuses. */
export function hostedEnvironments(config: Readonly<Record<string, unknown>>): string[] | undefined {
  return listOf(config["harness-catalog:environments"]);
}

function listOf(value: unknown): string[] | undefined {
  if (typeof value !== "string") return Array.isArray(value) ? value.map(String) : undefined;
  try {
    return listOf(JSON.parse(value));
  } catch {
    return undefined;
  }
}
