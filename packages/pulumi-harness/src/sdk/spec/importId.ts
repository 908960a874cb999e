/**
 * Import ids, as the upstream provider spells them (helpers/schema.go of terraform-provider-harness):
 * the scope first, then the parents, then the identifier, separated by `/`.
 */

/** Turns an import id into the inputs that locate the object. */
export interface ImportRule {
  /** The accepted spellings, for error text. */
  readonly forms: readonly string[];
  /** The located inputs, or undefined when the id has none of the accepted spellings. */
  readonly parse: (id: string) => Readonly<Record<string, string>> | undefined;
}

const scopeKeys = ["orgId", "projectId"] as const;

/**
 * An id at a fixed scope or at any: `scopes` lists the allowed numbers of scope segments (0 account, 1 org, 2 project).
 * `tail` are the inputs after the scope, the identifier last.
 */
export function scopedId(scopes: readonly (0 | 1 | 2)[], tail: readonly string[]): ImportRule {
  const forms = scopes.map((n) => [...scopeKeys.slice(0, n), ...tail]);
  return {
    forms: forms.map((keys) => keys.join("/")),
    parse: (id) => {
      const segments = id.split("/");
      const keys = forms.find((form) => form.length === segments.length);
      if (keys === undefined || segments.includes("")) return undefined;
      return Object.fromEntries(keys.map((key, i) => [key, segments[i] ?? ""]));
    },
  };
}

/** As {@link scopedId} at any scope, optionally followed by `/versions/<label>`; without it the stable version is meant. */
export function versionedId(tail: readonly string[]): ImportRule {
  const plain = scopedId([0, 1, 2], tail);
  return {
    forms: [...plain.forms, ...plain.forms.map((form) => `${form}/versions/version`)],
    parse: (id) => {
      const match = /^(.*)\/versions\/([^/]+)$/.exec(id);
      if (match === null) return plain.parse(id);
      const located = plain.parse(match[1] ?? "");
      return located === undefined ? undefined : { ...located, version: match[2] ?? "" };
    },
  };
}
