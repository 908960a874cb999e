import * as pulumi from "@pulumi/pulumi";
import type { Platform } from "../catalog/model";
import type { SecretSource } from "../components";

type Environment = Readonly<Record<string, string | undefined>>;

/** Secrets of platform.yaml whose environment variable is not set where the engine runs, sorted. */
export function secretsWithoutValue(secrets: Platform["secrets"], env: Environment): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => secret.env !== undefined && !env[secret.env])
    .map(([name]) => name)
    .sort();
}

/** Gives the value of a secret from the environment variable it names, as a Pulumi secret; undefined when it is not set. */
export function secretsFromEnvironment(secrets: Platform["secrets"], env: Environment): SecretSource {
  return (name) => {
    const value = env[secrets[name]?.env ?? ""];
    return value === undefined || value === "" ? undefined : pulumi.secret(value);
  };
}
