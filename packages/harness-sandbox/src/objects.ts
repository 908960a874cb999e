import type { Account } from "./account";
import { keyOf, type Address, type Entity, type Json, type Key, type Kind, type Reference } from "./entity";
import { duplicate, invalid, notFound, stillReferenced } from "./refusal";
import { levelOf, scopePath, type Scope } from "./scope";

/** What people call a kind, as it stands in messages. */
const titles: Readonly<Record<Kind, string>> = {
  organization: "Organization",
  project: "Project",
  connector: "Connector",
  secret: "Secret",
  userGroup: "User group",
  role: "Role",
  resourceGroup: "Resource group",
  roleAssignment: "Role assignment",
  serviceAccount: "Service account",
  service: "Service",
  environment: "Environment",
  infrastructure: "Infrastructure",
  serviceOverride: "Service override",
  monitoredService: "Monitored service",
  policy: "Policy",
  policySet: "Policy set",
  template: "Template",
  pipeline: "Pipeline",
  inputSet: "Input set",
  trigger: "Trigger",
  delegateToken: "Delegate token",
  freeze: "Freeze",
};

export function titleOf(kind: Kind): string {
  return titles[kind];
}

/** How many referring objects a refusal names before it only counts them. */
const namedReferrers = 3;

export function find(account: Account, address: Address): Entity | undefined {
  return account.store.get(keyOf(address));
}

/** @throws Refusal 404 when the object is not there. */
export function need(account: Account, address: Address): Entity {
  const entity = find(account, address);
  if (entity !== undefined) return entity;
  throw notFound(
    `${titles[address.kind]} with identifier [${address.identifier}] not found in ${place(address)}`,
  );
}

/** The object something is written under. @throws Refusal 400 when its scope or the object itself is not there. */
export function needParent(account: Account, address: Address): Entity {
  checkScope(account, address.scope);
  const entity = find(account, address);
  if (entity !== undefined) return entity;
  throw invalid(`${titles[address.kind]} [${address.identifier}] does not exist in ${place(address)}`);
}

/** @throws Refusal 400 when the organization or project an object is written into does not exist. */
export function checkScope(account: Account, scope: Scope): void {
  const missing = missingScope(account, scope);
  if (missing !== undefined) throw invalid(`${missing} does not exist in account [${account.id}]`);
}

/** @throws Refusal 404 when the organization or project that is read does not exist. */
export function needScope(account: Account, scope: Scope): void {
  const missing = missingScope(account, scope);
  if (missing !== undefined) throw notFound(`${missing} not found in account [${account.id}]`);
}

/** Stores a new object. @throws Refusal 400 when its scope is missing or its identifier is taken or retired. */
export function create(
  account: Account,
  address: Address,
  body: Json,
  references: readonly Reference[] = [],
): Entity {
  checkScope(account, address.scope);
  const key = keyOf(address);
  const what = `${titles[address.kind]} with identifier [${address.identifier}]`;
  if (account.store.get(key) !== undefined) throw duplicate(`${what} already exists in ${place(address)}`);
  if (account.retainDeletedIds && account.store.isRetired(key)) {
    throw duplicate(`${what} was deleted and its identifier cannot be used again in ${place(address)}`);
  }
  const at = account.now();
  const entity: Entity = { ...bare(address), body, references, createdAt: at, updatedAt: at };
  account.store.put(entity);
  return entity;
}

/** Stores a new version of an object. Its last-change mark always grows, even within one millisecond. */
export function replace(
  account: Account,
  entity: Entity,
  body: Json,
  references: readonly Reference[] = entity.references,
): Entity {
  const updatedAt = Math.max(account.now(), entity.updatedAt + 1);
  const next: Entity = { ...entity, body, references, updatedAt };
  account.store.put(next);
  return next;
}

/**
 * Deletes an object and whatever goes with it.
 * @param alsoKnownAs further keys by which others refer to it.
 * @throws Refusal 400 when something that stays refers to it and `force` is false.
 */
export function remove(
  account: Account,
  entity: Entity,
  force = false,
  alsoKnownAs: readonly Key[] = [],
): void {
  const leaving = new Map<Key, Entity>();
  gather(account, entity, leaving);
  if (!force) checkUnused(account, entity, leaving, alsoKnownAs);
  for (const [key] of leaving) {
    account.store.remove(key);
    if (account.retainDeletedIds) account.store.retire(key);
  }
}

/** Deletes everything that lives in an organization (with its projects) or in a project. */
export function removeContent(account: Account, scope: Scope): void {
  const inside = [...account.store.all()].filter(
    (entity) =>
      entity.scope.org === scope.org &&
      (scope.project === undefined || entity.scope.project === scope.project),
  );
  for (const entity of inside) {
    account.store.remove(keyOf(entity));
    if (account.retainDeletedIds) account.store.retire(keyOf(entity));
  }
}

function gather(account: Account, entity: Entity, leaving: Map<Key, Entity>): void {
  const key = keyOf(entity);
  if (leaving.has(key)) return;
  leaving.set(key, entity);
  for (const referrer of account.store.referrersOf(key)) {
    const goesAlong = referrer.references.some((r) => r.key === key && r.onDelete === "cascade");
    if (goesAlong) gather(account, referrer, leaving);
  }
}

function checkUnused(
  account: Account,
  entity: Entity,
  leaving: ReadonlyMap<Key, Entity>,
  alsoKnownAs: readonly Key[],
): void {
  const users: Entity[] = [];
  for (const key of [...leaving.keys(), ...alsoKnownAs]) {
    users.push(...account.store.referrersOf(key).filter((referrer) => !leaving.has(keyOf(referrer))));
  }
  if (users.length === 0) return;
  const named = users.slice(0, namedReferrers).map((user) => `${titles[user.kind]} [${user.identifier}]`);
  const more = users.length > namedReferrers ? ` and ${users.length - namedReferrers} more` : "";
  throw stillReferenced(
    `Could not delete the ${titles[entity.kind]} [${entity.identifier}] as it is referenced by other entities: ` +
      `${named.join(", ")}${more}`,
  );
}

function missingScope(account: Account, scope: Scope): string | undefined {
  const { org, project } = scope;
  if (org === undefined) return undefined;
  if (account.store.get(keyOf({ kind: "organization", scope: {}, identifier: org })) === undefined) {
    return `Organization [${org}]`;
  }
  if (project === undefined) return undefined;
  const known = account.store.get(keyOf({ kind: "project", scope: { org }, identifier: project }));
  return known === undefined ? `Project [${project}] of organization [${org}]` : undefined;
}

function bare(address: Address): Address {
  const { kind, scope, parent, identifier } = address;
  return parent === undefined ? { kind, scope, identifier } : { kind, scope, parent, identifier };
}

function place(address: Address): string {
  const parent = address.parent === undefined ? "" : ` under [${address.parent}]`;
  return `${levelOf(address.scope)} [${scopePath(address.scope)}]${parent}`;
}
