import * as pulumi from "@pulumi/pulumi";
import type { Platform } from "../src/catalog/model";
import type { SecretSource } from "../components";

type Environment = Readonly<Record<string, string | undefined>>;

/** Secrets of platform.yaml that have a variable but, where the engine runs, no value; sorted. */
export function secretsWithoutValue(secrets: Platform["secrets"], env: Environment): string[] {
  const values = secretValues(secrets, env);
  return Object.entries(secrets)
    .filter(([name, secret]) => secret.env !== undefined && values(name) === undefined)
    .map(([name]) => name)
    .sort();
}

/**
 * Gives the value of a secret, as a Pulumi secret: from the environment variable it names, else from the stack's
 * configuration (`harness-catalog:secret.<name>`); undefined
 * when neither is set.
 */
export function secretValues(secrets: Platform["secrets"], env: Environment): SecretSource {
  const config = new pulumi.Config("harness-catalog");
  return (name) => {
    const value = env[secrets[name]?.env ?? ""];
    return value === undefined || value === "" ? config.getSecret(`secret.${name}`) : pulumi.secret(value);
  };
}
