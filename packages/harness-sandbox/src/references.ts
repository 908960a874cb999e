import type { Account } from "./account";
import { keyOf, type Address, type Key, type Kind, type Reference } from "./entity";
import { titleOf } from "./objects";
import { invalid } from "./refusal";
import { levelOf, readReference, scopePath, type Scope } from "./scope";
import { linksOf, type Link } from "./yaml/links";

/** Secret managers every account has; they are connectors nobody created. */
const builtInSecretManager = "harnessSecretManager";

/** Key by which documents refer to whichever version of a template is stable. */
export function stableKey(scope: Scope, template: string): Key {
  return keyOf({ kind: "template", scope, parent: template, identifier: "" });
}

/**
 * References of a YAML document. Templates must exist. Services, environments, infrastructures and connectors need not: Harness'
 * own acceptance tests save pipelines whose connectors exist nowhere. From the moment they do, they are protected from deletion.
 * @throws Refusal 400 naming the first template that is missing.
 */
export function documentReferences(account: Account, content: unknown, from: Scope): Reference[] {
  const keys = new Set(linksOf(content).map((link) => resolveLink(account, link, from)));
  return [...keys].map((key) => ({ key, onDelete: "refuse" }));
}

/**
 * References of settings whose services, environments and connectors need not exist; from the moment they do, they are
 * protected from deletion. Templates do not count.
 */
export function looseReferences(content: unknown, from: Scope): Reference[] {
  const keys = new Set<Key>();
  for (const link of linksOf(content)) {
    if (link.to === "template" || link.to === "infrastructure") continue;
    keys.add(keyOf(addressOf(link.to, link.reference, from)));
  }
  return [...keys].map((key) => ({ key, onDelete: "refuse" }));
}

/** An object named by a reference that must exist. @throws Refusal 400 when it does not. */
export function needReferenced(account: Account, kind: Kind, reference: string, from: Scope): Address {
  const address = addressOf(kind, reference, from);
  if (account.store.get(keyOf(address)) === undefined) throw unknown(address, reference);
  return address;
}

/**
 * The secret manager of a secret.
 * @returns undefined for the built-in one, which cannot be deleted.
 * @throws Refusal 400 when it is unknown.
 */
export function secretManagerReference(
  account: Account,
  reference: string,
  from: Scope,
): Reference | undefined {
  if (reference.replace(/^(account|org)\./, "") === builtInSecretManager) return undefined;
  return { key: keyOf(needReferenced(account, "connector", reference, from)), onDelete: "refuse" };
}

function resolveLink(account: Account, link: Link, from: Scope): Key {
  if (link.to === "template") return templateKey(account, link, from);
  if (link.to === "infrastructure") return infrastructureKey(link, from);
  return keyOf(addressOf(link.to, link.reference, from));
}

function templateKey(account: Account, link: Link & { to: "template" }, from: Scope): Key {
  const { scope, identifier } = resolve("template", link.reference, from);
  const { versionLabel } = link;
  const versions = account.store.list("template", scope, identifier);
  if (versions.length === 0) throw unknown({ kind: "template", scope, identifier }, link.reference);
  if (versionLabel === undefined) return stableKey(scope, identifier);
  const key = keyOf({ kind: "template", scope, parent: identifier, identifier: versionLabel });
  if (account.store.get(key) === undefined) {
    throw invalid(`Template [${link.reference}] has no version [${versionLabel}]`);
  }
  return key;
}

function infrastructureKey(link: Link & { to: "infrastructure" }, from: Scope): Key {
  const environment = resolve("environment", link.environment, from);
  return keyOf({
    kind: "infrastructure",
    scope: environment.scope,
    parent: environment.identifier,
    identifier: link.reference,
  });
}

function addressOf(kind: Kind, reference: string, from: Scope): Address {
  return { kind, ...resolve(kind, reference, from) };
}

function resolve(kind: Kind, reference: string, from: Scope): { scope: Scope; identifier: string } {
  const resolved = readReference(reference, from);
  if (resolved === undefined)
    throw invalid(`${titleOf(kind)} [${reference}] cannot be referred to from the account`);
  return resolved;
}

function unknown(address: Address, reference: string): Error {
  const where = `${levelOf(address.scope)} [${scopePath(address.scope)}]`;
  return invalid(
    `${titleOf(address.kind)} [${reference}] not found: no such ${titleOf(address.kind)} in ${where}`,
  );
}
