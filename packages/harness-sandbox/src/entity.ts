import { scopePath, type Scope } from "./scope";

/** Kinds of object the account holds, in the order the inspector lists them. */
export const kinds = [
  "organization",
  "project",
  "connector",
  "secret",
  "userGroup",
  "role",
  "resourceGroup",
  "roleAssignment",
  "serviceAccount",
  "service",
  "environment",
  "infrastructure",
  "serviceOverride",
  "monitoredService",
  "policy",
  "policySet",
  "template",
  "pipeline",
  "inputSet",
  "trigger",
  "delegateToken",
  "freeze",
] as const;

export type Kind = (typeof kinds)[number];

/** A JSON object as it came in or goes out. */
export type Json = Readonly<Record<string, unknown>>;

/** Identity of an object. `parent` is the environment of an infrastructure, the pipeline of a trigger or input set, the identifier of a template version. */
export interface Address {
  readonly kind: Kind;
  readonly scope: Scope;
  readonly parent?: string;
  readonly identifier: string;
}

export type Key = string;

/** An object this one depends on. */
export interface Reference {
  readonly key: Key;
  /** What deleting the target does: `refuse` it (unless forced) or take this object along. */
  readonly onDelete: "refuse" | "cascade";
}

/** One stored object. `body` holds no time and no random value, so equal states give equal snapshots. */
export interface Entity extends Address {
  readonly body: Json;
  readonly references: readonly Reference[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970; grows with every write, even within one millisecond. */
  readonly updatedAt: number;
}

/** `<scope>/<parent>/<identifier>`: how the snapshot names the object within its kind. */
export function pathOf(address: Address): string {
  const parent = address.parent === undefined ? "" : `${address.parent}/`;
  return `${scopePath(address.scope)}/${parent}${address.identifier}`;
}

/** Unique over the whole account. */
export function keyOf(address: Address): Key {
  return `${address.kind}:${pathOf(address)}`;
}
