/** Puts values in the place of a GitHub plan's placeholders. */
import type * as pulumi from "@pulumi/pulumi";
import type { GivenValue, TeamNumber } from "../../src/plan/gitHub/model";

/** Gives a value that is no part of the catalog, marked as secret; undefined when nobody has given one. */
export type GitHubValues = (value: GivenValue["$value"]) => pulumi.Output<string> | undefined;

/** Inputs with their values, and where one is missing. */
export interface ResolvedGitHubInputs {
  readonly inputs: unknown;
  /** Property paths whose value nobody has given. */
  readonly missing: readonly string[];
}

/** Replaces placeholders at any depth. A missing value becomes `stand-in`, for properties the engine is to leave alone. */
export function resolveGitHubInputs(
  inputs: unknown,
  values: GitHubValues,
  teamNumber: (slug: string) => pulumi.Output<number>,
): ResolvedGitHubInputs {
  const missing: string[] = [];
  const resolve = (value: unknown, path: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item, index) => resolve(item, `${path}[${index}]`));
    if ("$team" in value) return teamNumber((value as TeamNumber).$team);

    if ("$value" in value) return found(values((value as GivenValue).$value), path);
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, resolve(each, path === "" ? key : `${path}.${key}`)]),
    );
  };
  const found = (value: pulumi.Output<string> | undefined, path: string): unknown => {
    if (value !== undefined) return value;
    missing.push(path);
    return standIn;
  };
  return { inputs: resolve(inputs, ""), missing };
}

/** Never sent: the property is one that the engine leaves as it is. */
const standIn = "not-given-here";
