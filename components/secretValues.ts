/** Puts values in the place of the plan's secret placeholders. */
import * as pulumi from "@pulumi/pulumi";
import type { SecretValue } from "../src/plan/model";

/** The value of a secret by its name, already marked as secret; undefined when nobody has given one. */
export type SecretSource = (name: string) => pulumi.Output<string> | undefined;

/** What a secret is created with until somebody gives it a value. */
const unset = "not-set-yet";

/** Inputs with their secrets, and the properties the engine must leave alone because their value is not known here. */
export interface ResolvedInputs {
  readonly inputs: Record<string, unknown>;
  readonly ignoreChanges: string[];
}

/**
 * Replaces every top-level secret placeholder. A secret without a value is created with a stand-in and never
 * overwritten afterwards: a run that lacks a variable must not destroy a value that an earlier run, or a person, has set.
 */
export function resolveSecrets(
  inputs: Readonly<Record<string, unknown>>,
  secrets: SecretSource,
): ResolvedInputs {
  const ignoreChanges: string[] = [];
  const resolved = Object.entries(inputs).map(([key, value]) => {
    if (!isSecretValue(value)) return [key, value] as const;
    const secret = secrets(value.$secret);
    if (secret === undefined) ignoreChanges.push(key);
    return [key, secret ?? pulumi.secret(unset)] as const;
  });
  return { inputs: Object.fromEntries(resolved), ignoreChanges };
}

function isSecretValue(value: unknown): value is SecretValue {
  return typeof value === "object" && value !== null && "$secret" in value;
}
