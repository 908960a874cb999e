import { invalid } from "../refusal";

const scopeLevels = ["account", "organization", "project"];

/** @throws Refusal 400 when a level is not one of account, organization, project. */
export function checkScopeLevels(levels: readonly string[]): void {
  for (const level of levels) {
    if (!scopeLevels.includes(level)) {
      throw invalid(`allowedScopeLevels [${level}] is not one of ${scopeLevels.join(", ")}`);
    }
  }
}

/** Roles and resource groups that Harness itself keeps start with an underscore; custom roles may not. */
export function isBuiltIn(identifier: string): boolean {
  return identifier.startsWith("_");
}
