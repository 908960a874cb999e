/** `Pulumi.<stack>.yaml`, for what has to be known before the engine runs. */
import { readdirSync } from "node:fs";
import { malformed, readProjectFile, startOf } from "../../infra/projectFile";

/** Names of the stacks that have a file, sorted. */
export function stackNames(root: string): string[] {
  return readdirSync(root)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Name of the Pulumi project. @throws CatalogError CMD011 when Pulumi.yaml does not say it */
export function projectName(root: string): string {
  const name = readProjectFile(root, "Pulumi.yaml")?.["name"];
  if (typeof name === "string") return name;
  throw malformed("Pulumi.yaml", "has no name of the project", startOf("Pulumi.yaml"));
}

/**
 * The configuration of a stack as its file has it; empty when there is no file. Secrets in it are encrypted.
 * @throws CatalogError CMD011 when the file cannot be read, or its `config` is no mapping
 */
export function stackConfig(root: string, stack: string): Readonly<Record<string, unknown>> {
  const config = stackFile(root, stack)["config"] ?? {};
  if (typeof config === "object" && !Array.isArray(config))
    return config as Readonly<Record<string, unknown>>;
  const name = `Pulumi.${stack}.yaml`;
  throw malformed(name, "has a config that is no mapping", startOf(name));
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
  return readProjectFile(root, `Pulumi.${stack}.yaml`) ?? {};
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
