/** What a person, a machine or an issue is told about orphans. Types only. */

/** One object, and what to do about it. */
export interface OrphanEntry {
  readonly kind: string;
  readonly identifier: string;
  /** `account`, `organization default` or `project default/platform`. */
  readonly scope: string;
  /** Service it belongs to by its tag or by its name; null where nothing says so. */
  readonly service: string | null;
  /** Key of the object of the catalog that has its place, such as `pipeline/payment-service`; null where none has. */
  readonly catalogKey: string | null;
  readonly cure: string;
}

/** Kinds that could not be looked at in a scope, and what Harness said. */
export interface UnseenEntry {
  readonly scope: string;
  readonly kinds: readonly string[];
  readonly reason: string;
}

/** Everything that was found and what was not. */
export interface OrphanReport {
  /** Objects with the marks of this stack that are not in its state. */
  readonly orphans: readonly OrphanEntry[];
  /** Pipelines without marks that are named as those of services are. */
  readonly unmanaged: readonly OrphanEntry[];
  readonly unseen: readonly UnseenEntry[];
  /** API calls it took. */
  readonly calls: number;
}
