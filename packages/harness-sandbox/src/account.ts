import type { Store } from "./store";

/** Everything a route may touch: the account's identity, its objects and its clock. */
export interface Account {
  /** Harness account identifier. */
  readonly id: string;
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Refuse an identifier that a deleted object once had. The published sources contradict each other on it. */
  readonly retainDeletedIds: boolean;
  /** What the call under way had accepted without knowing it, and therefore without a check. */
  readonly unchecked: string[];
}

/** The organization every account has from the start. */
export const defaultOrganization = "default";

/** Puts the account into the state of a new one. */
export function seed(account: Account): void {
  const at = account.now();
  account.store.put({
    kind: "organization",
    scope: {},
    identifier: defaultOrganization,
    body: { identifier: defaultOrganization, name: "Default", description: "", tags: {} },
    references: [],
    createdAt: at,
    updatedAt: at,
  });
}
