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

/** Objects of another state of the same stack's name. */
export interface RelativeEntry {
  /** Its identity, as its objects' mark `catalog_state` has it. */
  readonly state: string;
  readonly objects: number;
  /** Keys of the catalog's objects whose places they have. */
  readonly catalogKeys: readonly string[];
}

/** What became of an orphan that was to be deleted. */
export interface RemovalEntry {
  readonly kind: string;
  readonly identifier: string;
  readonly scope: string;
  /** Why it is still there; null when it is gone. */
  readonly kept: string | null;
}

/** Everything that was found and what was not. */
export interface OrphanReport {
  /** Objects with the marks of this stack that are not in its state. */
  readonly orphans: readonly OrphanEntry[];
  /** Pipelines without marks that are named as those of services are. */
  readonly unmanaged: readonly OrphanEntry[];
  /** Other states of the same name on this account, by identity; no orphans of this one. */
  readonly relatives: readonly RelativeEntry[];
  readonly unseen: readonly UnseenEntry[];
  /** API calls it took. */
  readonly calls: number;
}
