import type { Behaviour } from "./source";

/** What holds for every kind. */
export const commonBehaviours = {
  "auth.key": { says: "A missing or unknown API key answers 401.", source: "documentation" },
  "auth.account": { says: "A call for another account answers 401.", source: "guess" },
  "auth.accountRequired": {
    says: "Without `accountIdentifier` the query-addressed services answer 400; policy management does not mind.",
    source: "sdk",
  },
  "auth.headerOptional": {
    says: "`/v1` takes calls without `Harness-Account`: the key belongs to one account.",
    source: "observed-client",
  },
  "path.gateway": {
    says: "Every path works with and without the prefix `/gateway`.",
    source: "observed-client",
  },
  "path.unknown": {
    says: "A path that is not modelled answers 501: a 404 would mean that the object is gone.",
    source: "observed-client",
  },
  "envelope.ng": {
    says: "`/ng/api` and its relatives wrap answers in `{status,data,metaData,correlationId}` and name a `code` on failure.",
    source: "sdk",
  },
  "envelope.v1": { says: "`/v1` answers the entity itself, and `{code,message}` on failure.", source: "sdk" },
  "envelope.pm": {
    says: "`/pm` answers the entity itself, and `{name,id,message,…}` on failure.",
    source: "sdk",
  },
  "limit.rate": {
    says: "More than 400 calls a minute answer 429, without `Retry-After`.",
    source: "documentation",
  },
  "limit.off": {
    says: "Without a limit every answer carries `X-Sandbox-Rate-Limit: off`, which Harness never sends; with one it does not.",
    source: "guess",
  },
  "limit.page": { says: "A page size above 100 answers 400.", source: "sdk" },
  "limit.servicePage": { says: "The list of services takes up to 1000 a page.", source: "sdk" },
  "list.link": { says: "Lists of `/v1` carry a `Link` header with the next page.", source: "sdk" },
  "list.unknownScope": { says: "A list in an unknown organization or project answers 404.", source: "guess" },
  "list.search": { says: "`searchTerm` keeps what has the term in its identifier or name.", source: "sdk" },
  "identifier.shape": {
    says: "An identifier has letters, digits, `_` and `$`, at most 128, and no digit in front; secrets also `-`.",
    source: "documentation",
  },
  "identifier.reserved": { says: "Reserved words are no identifiers.", source: "documentation" },
  "identifier.taken": { says: "A taken identifier answers 400 `DUPLICATE_FIELD`.", source: "guess" },
  "identifier.retained": {
    says: "Optionally an identifier stays taken after its object is deleted; the sources contradict each other.",
    source: "documentation",
  },
  "name.shape": {
    says: "A name has no slash, parentheses or ampersand, at most 128 characters.",
    source: "schema",
  },
  "labels.limits": { says: "At most 128 tags and 1024 characters of description.", source: "documentation" },
  "update.replaces": { says: "A PUT replaces: tags that are not sent are gone.", source: "guess" },
  "update.mark": {
    says: "Every write raises the last-change mark: `lastUpdatedAt` in the pipeline list, `updated` in `/v1` lists.",
    source: "sdk",
  },
  "delete.referenced": {
    says: "What is still referenced is not deleted, unless `forceDelete=true`.",
    source: "documentation",
  },
  "yaml.invalid": { says: "YAML that does not parse, or has a key twice, answers 400.", source: "guess" },
  "yaml.agrees": {
    says: "Identifier, organization and project in YAML must be those of the request.",
    source: "guess",
  },
  "git.refused": { says: "Storing an object in Git answers 501: it is not modelled.", source: "guess" },
} as const satisfies Record<string, Behaviour>;
