/** Where an object lives: the account, an organization or a project. */
export interface Scope {
  readonly org?: string;
  readonly project?: string;
}

export type ScopeLevel = "account" | "organization" | "project";

/** An identifier together with the scope it lives in. */
export interface ScopedIdentifier {
  readonly scope: Scope;
  readonly identifier: string;
}

/** Builds a scope from optional identifiers; empty strings count as absent, as they do in a query string. */
export function scopeOf(org: string | undefined, project: string | undefined): Scope {
  if (org === undefined || org === "") return {};
  return project === undefined || project === "" ? { org } : { org, project };
}

export function levelOf(scope: Scope): ScopeLevel {
  if (scope.org === undefined) return "account";
  return scope.project === undefined ? "organization" : "project";
}

/** `account`, `<org>` or `<org>/<project>`. No clash: `account` and `org` are reserved words for identifiers. */
export function scopePath(scope: Scope): string {
  if (scope.org === undefined) return "account";
  return scope.project === undefined ? scope.org : `${scope.org}/${scope.project}`;
}

/**
 * Reads a reference such as `account.github`, `org.github` or `github`, written in `from`.
 * Harness resolves an unprefixed reference in the scope of the object that holds it, never higher.
 * @returns undefined when `org.` is used by an object of the account.
 */
export function readReference(reference: string, from: Scope): ScopedIdentifier | undefined {
  if (reference.startsWith("account.")) return { scope: {}, identifier: reference.slice("account.".length) };
  if (reference.startsWith("org.")) {
    if (from.org === undefined) return undefined;
    return { scope: { org: from.org }, identifier: reference.slice("org.".length) };
  }
  return { scope: from, identifier: reference };
}

/** `orgIdentifier` and `projectIdentifier` as members of an answer, present only where the scope has them. */
export function scopeFields(scope: Scope): { orgIdentifier?: string; projectIdentifier?: string } {
  return {
    ...(scope.org === undefined ? {} : { orgIdentifier: scope.org }),
    ...(scope.project === undefined ? {} : { projectIdentifier: scope.project }),
  };
}
